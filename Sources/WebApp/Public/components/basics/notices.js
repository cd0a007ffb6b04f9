import { html, useLayoutEffect, useRef } from "preact-htm";
import { useStore } from "@/lib/store.js";
import { IconButton } from "@/components/basics/button.js";
import { dismiss, keepNotices, letNoticesGo, notices } from "@/state/notices.js";

/** Short messages at the edge of the page, above an open dialog too, read out politely. */
export function Notices() {
  const list = useStore(notices);
  const element = useRef(/** @type {any} */ (null));
  useLayoutEffect(() => {
    element.current.hidePopover();
    if (list.length) element.current.showPopover();
  }, [list]);
  return html`<div role="status" aria-live="polite"><div ref=${element} class="notices" popover="manual"
    onPointerEnter=${keepNotices} onPointerLeave=${letNoticesGo} onFocusIn=${keepNotices} onFocusOut=${letNoticesGo}>
    ${list.map((notice) => html`<div class="notice notice-${notice.tone}" key=${notice.id}>
      <p>${notice.text}</p>
      <${IconButton} icon="close" label="Dismiss" size=${14} onClick=${() => dismiss(notice.id)} />
    </div>`)}
  </div></div>`;
}
