import { html } from "preact-htm";
import { Icon } from "@/components/basics/icon.js";

/**
 * A button with an optional icon; while it is busy it says so and can't be pressed again.
 * @param {{ tone?: "plain" | "primary" | "quiet" | "danger", icon?: string, busy?: boolean, disabled?: boolean, type?: string,
 *   class?: string, children?: any, [attribute: string]: any }} properties
 */
export function Button({ tone = "plain", icon, busy = false, disabled = false, type = "button", children, class: extra = "", ...rest }) {
  return html`<button type=${type} class="button button-${tone} ${extra}" disabled=${disabled || busy} aria-busy=${busy || undefined} ...${rest}>
    ${busy ? html`<span class="spinner" aria-hidden="true" />` : icon && html`<${Icon} name=${icon} />`}
    ${children && html`<span>${children}</span>`}
  </button>`;
}

/**
 * A button that shows only an icon; its label is its name.
 * @param {{ icon: string, label: string, size?: number, class?: string, [attribute: string]: any }} properties
 */
export function IconButton({ icon, label, size = 16, class: extra = "", ...rest }) {
  return html`<button type="button" class="icon-button ${extra}" aria-label=${label} title=${label} ...${rest}>
    <${Icon} name=${icon} size=${size} />
  </button>`;
}
