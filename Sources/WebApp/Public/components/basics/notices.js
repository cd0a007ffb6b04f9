import { html } from "preact-htm";
import { useStore } from "@/lib/store.js";
import { IconButton } from "@/components/basics/button.js";
import { dismiss, notices } from "@/state/notices.js";

/** Short messages at the foot of the page, read out politely. */
export function Notices() {
  const list = useStore(notices);
  return html`<div class="notices" role="status" aria-live="polite">
    ${list.map((notice) => html`<div class="notice notice-${notice.tone}" key=${notice.id}>
      <p>${notice.text}</p>
      <${IconButton} icon="close" label="Dismiss" size=${14} onClick=${() => dismiss(notice.id)} />
    </div>`)}
  </div>`;
}
