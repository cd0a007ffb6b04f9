import { html, useRef } from "preact-htm";

let count = 0;

/**
 * A labelled input with a hint and an error below it.
 * @param {{ label: any, hint?: any, error?: string | null, class?: string, aside?: any, inputRef?: any, [attribute: string]: any }} properties
 */
export function Field({ label, hint, error, class: extra = "", aside, inputRef, ...input }) {
  const id = useRef(`field-${++count}`).current;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return html`<div class="field ${extra}">
    <div class="field-label"><label for=${id}>${label}</label>${aside}</div>
    <input id=${id} ref=${inputRef} class="input" aria-invalid=${error ? "true" : undefined} aria-describedby=${described || undefined} ...${input} />
    ${hint && html`<p class="field-hint" id="${id}-hint">${hint}</p>`}
    ${error && html`<p class="field-error" id="${id}-error">${error}</p>`}
  </div>`;
}
