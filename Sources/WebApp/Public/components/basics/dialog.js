import { html, useLayoutEffect, useRef } from "preact-htm";
import { IconButton } from "@/components/basics/button.js";

let count = 0;

/**
 * A modal dialog: the browser keeps the focus inside, Esc closes it, and the focus goes back where it was.
 * @param {{ title: string, description?: string, size?: "small" | "wide", onClose: () => void, footer?: any, children?: any, testid?: string }} properties
 */
export function Dialog({ title, description, size = "small", onClose, footer, children, testid }) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const id = useRef(`dialog-${++count}`).current;
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  const cancel = (/** @type {Event} */ event) => { event.preventDefault(); onClose(); };
  return html`<dialog ref=${element} class="dialog dialog-${size}" aria-labelledby=${id} aria-describedby=${description ? `${id}-text` : undefined}
    data-testid=${testid} onCancel=${cancel}>
    <div class="dialog-head">
      <h2 id=${id} tabindex="-1" autofocus>${title}</h2>
      <${IconButton} icon="close" label="Close" onClick=${onClose} />
    </div>
    ${description && html`<p class="dialog-text" id="${id}-text">${description}</p>`}
    <div class="dialog-body">${children}</div>
    ${footer && html`<div class="dialog-foot">${footer}</div>`}
  </dialog>`;
}
