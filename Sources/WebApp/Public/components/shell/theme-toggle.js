import { html } from "preact-htm";
import { theme, toggleTheme } from "@/lib/theme.js";
import { useStore } from "@/lib/store.js";
import { IconButton } from "@/components/basics/button.js";

/** Switches between light and dark. */
export function ThemeToggle() {
  const isDark = useStore(theme) === "dark";
  return html`<${IconButton} icon=${isDark ? "sun" : "moon"} label=${isDark ? "Use the light theme" : "Use the dark theme"} onClick=${toggleTheme} />`;
}
