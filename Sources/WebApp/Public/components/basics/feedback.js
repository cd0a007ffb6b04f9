import { html } from "preact-htm";
import { Button } from "@/components/basics/button.js";
import { Icon } from "@/components/basics/icon.js";

const icons = { danger: "alert", warning: "warning", good: "done", plain: "info", own: "key" };

/**
 * A box that tells how something stands.
 * @param {{ tone?: keyof typeof icons, title?: any, children?: any, role?: string, [attribute: string]: any }} properties
 */
export function Callout({ tone = "plain", title, children, ...rest }) {
  return html`<div class="callout callout-${tone}" ...${rest}>
    <${Icon} name=${icons[tone]} size=${17} />
    <div class="callout-body">${title && html`<p class="callout-title">${title}</p>`}${children}</div>
  </div>`;
}

/**
 * Something that could not be fetched, with a way to try again.
 * @param {{ error: { message: string } | null, onRetry: () => void, what: string }} properties
 */
export function LoadFailure({ error, onRetry, what }) {
  return html`<${Callout} tone="danger" role="alert" title="${what} could not be loaded">
    <p>${error?.message}</p>
    <${Button} icon="retry" onClick=${onRetry}>Try again<//>
  <//>`;
}

/**
 * Grey lines in the place of what is on its way.
 * @param {{ lines?: number, label?: string, class?: string }} properties
 */
export function Skeleton({ lines = 3, label = "Loading", class: extra = "" }) {
  return html`<div class="skeleton ${extra}" role="status" aria-label=${label}>
    ${Array.from({ length: lines }, (_, index) => html`<span class="skeleton-line" key=${index} />`)}
  </div>`;
}

/**
 * What stands where there is nothing yet.
 * @param {{ title: string, children?: any }} properties
 */
export const Empty = ({ title, children }) => html`<div class="empty"><p class="empty-title">${title}</p>${children}</div>`;
