import { html } from "preact-htm";
import { IconButton } from "@/components/basics/button.js";
import { Balance } from "@/components/shell/balance.js";
import { KeyPill } from "@/components/shell/key-pill.js";
import { ThemeToggle } from "@/components/shell/theme-toggle.js";
import { Wordmark } from "@/components/shell/wordmark.js";

/**
 * The line over every page: which key is in use, and what is left.
 * @param {{ onMenu: () => void, isDrawerOpen: boolean }} properties
 */
export function Header({ onMenu, isDrawerOpen }) {
  return html`<header class="header">
    <${IconButton} icon="menu" size=${18} label="Chats" class="header-menu" aria-expanded=${isDrawerOpen} aria-controls="sidebar" onClick=${onMenu} />
    <a class="header-mark" href="#/chats" aria-label="Latchkey, new chat"><${Wordmark} /></a>
    <div class="header-state"><${KeyPill} /><${Balance} /><${ThemeToggle} /></div>
  </header>`;
}
