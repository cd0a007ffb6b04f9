import { createStore } from "@/lib/store.js";

const system = matchMedia("(prefers-color-scheme: dark)");

/**
 * What the person chose; null follows the system.
 * @returns {"light" | "dark" | null}
 */
function chosenTheme() {
  const kept = localStorage.getItem("latchkey.theme");
  return kept === "light" || kept === "dark" ? kept : null;
}

const effectiveTheme = () => chosenTheme() ?? (system.matches ? "dark" : "light");

/**
 * The theme in force.
 * @type {import("@/lib/store.js").Store<"light" | "dark">}
 */
export const theme = createStore(effectiveTheme());

/** Puts the theme on the document and follows the system from then on. */
export function startTheme() {
  const apply = () => {
    const chosen = chosenTheme();
    if (chosen) document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
    theme.set(effectiveTheme());
  };
  system.addEventListener("change", apply);
  apply();
}

/** Switches between light and dark; back at the system's own theme, the choice is forgotten. */
export function toggleTheme() {
  const next = theme.get() === "dark" ? "light" : "dark";
  const isSystems = next === (system.matches ? "dark" : "light");
  if (isSystems) localStorage.removeItem("latchkey.theme");
  else localStorage.setItem("latchkey.theme", next);
  if (isSystems) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  theme.set(next);
}
