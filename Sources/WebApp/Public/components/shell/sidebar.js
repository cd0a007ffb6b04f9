import { html, useEffect, useRef } from "preact-htm";
import { useStore } from "@/lib/store.js";
import { IconButton } from "@/components/basics/button.js";
import { LoadFailure, Skeleton } from "@/components/basics/feedback.js";
import { Icon } from "@/components/basics/icon.js";
import { AccountMenu } from "@/components/shell/account-menu.js";
import { ChatRow } from "@/components/shell/chat-row.js";
import { Wordmark } from "@/components/shell/wordmark.js";
import { chats } from "@/state/chats.js";

/**
 * Chats at the left; on a narrow page it slides in over the content.
 * @param {{ user: any, route: import("@/lib/router.js").Route, isOpen: boolean, onClose: () => void }} properties
 */
export function Sidebar({ user, route, isOpen, onClose }) {
  const panel = useRef(/** @type {any} */ (null));
  useDrawer(panel, isOpen, onClose);
  return html`<div class="scrim ${isOpen ? "is-open" : ""}" onClick=${onClose} />
  <aside id="sidebar" ref=${panel} class="sidebar ${isOpen ? "is-open" : ""}" aria-label="Chats">
    <div class="sidebar-head">
      <a href="#/chats" class="sidebar-mark" aria-label="Latchkey"><${Wordmark} /></a>
      <${IconButton} icon="close" label="Close the list of chats" class="sidebar-close" onClick=${onClose} />
    </div>
    <a class="button button-plain sidebar-new" href="#/chats" data-testid="new-chat"><${Icon} name="plus" /><span>New chat</span></a>
    <nav class="sidebar-list" aria-label="Your chats"><${ChatList} current=${route.page === "chats" ? route.id : null} /></nav>
    <div class="sidebar-foot"><${AccountMenu} user=${user} page=${route.page} /></div>
  </aside>`;
}

/** @param {{ current: string | null }} properties */
function ChatList({ current }) {
  const { value, status, error } = useStore(chats);
  if (!value && status === "failed") return html`<${LoadFailure} what="Your chats" error=${error} onRetry=${chats.load} />`;
  if (!value) return html`<${Skeleton} lines=${5} label="Loading your chats" />`;
  if (!value.length) return html`<p class="sidebar-empty">Your chats will stand here.</p>`;
  const sorted = [...value].sort((one, other) => other.updated_at.localeCompare(one.updated_at));
  return html`<ul class="chat-list" data-testid="chat-list">
    ${sorted.map((chat) => html`<${ChatRow} key=${chat.id} chat=${chat} isCurrent=${chat.id === current} />`)}
  </ul>`;
}

/**
 * Moves the focus into the drawer, and lets Esc close it.
 * @param {{ current: HTMLElement }} panel
 * @param {boolean} isOpen
 * @param {() => void} onClose
 */
function useDrawer(panel, isOpen, onClose) {
  useEffect(() => {
    if (!isOpen) return;
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    const main = document.querySelector(".shell-main");
    const escape = (/** @type {KeyboardEvent} */ event) => { if (event.key === "Escape") onClose(); };
    panel.current.querySelector("a")?.focus();
    main?.setAttribute("inert", "");
    addEventListener("keydown", escape);
    return () => { main?.removeAttribute("inert"); removeEventListener("keydown", escape); before?.focus(); };
  }, [isOpen]);
}
