import { html, useRef, useState } from "preact-htm";
import { place } from "@/lib/placement.js";

let count = 0;

/**
 * A button that opens a small panel above the page; Esc or a click elsewhere closes it.
 * @param {{ label: string, trigger: any, class?: string, panelClass?: string, align?: "start" | "end", children: any, testid?: string, title?: string }} properties
 *   `children` may be a function that is given a way to close the panel.
 */
export function Popover({ label, trigger, class: extra = "", panelClass = "", align = "start", children, testid, title }) {
  const button = useRef(/** @type {any} */ (null));
  const panel = useRef(/** @type {any} */ (null));
  const id = useRef(`popover-${++count}`).current;
  const [isOpen, setOpen] = useState(false);
  const toggled = (/** @type {any} */ event) => {
    setOpen(event.newState === "open");
    if (event.newState === "open") place(panel.current, button.current, align);
  };
  const close = () => panel.current?.hidePopover();
  return html`<button ref=${button} type="button" class=${extra} aria-label=${label} title=${title} aria-expanded=${isOpen} aria-controls=${id}
      data-testid=${testid} popovertarget=${id}>${trigger}</button>
    <div ref=${panel} id=${id} popover="auto" class="popover ${panelClass}" onToggle=${toggled}>
      ${typeof children === "function" ? children(close) : children}
    </div>`;
}
