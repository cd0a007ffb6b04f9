import { html } from "preact-htm";

/** The name with its mark: a key that is also a keyhole. */
export function Wordmark() {
  return html`<span class="wordmark">
    <svg class="wordmark-mark" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="6" r="3.6" /><path d="M10 9.6V18M10 13.4h3.2M10 17h4.6" />
    </svg>
    Latchkey
  </span>`;
}
