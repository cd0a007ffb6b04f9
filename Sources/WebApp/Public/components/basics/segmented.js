import { html, useRef } from "preact-htm";

let count = 0;

/**
 * A few choices of which one holds, as a row.
 * @param {{ legend: string, options: { value: string, label: string }[], value: string, onChange: (value: string) => void }} properties
 */
export function Segmented({ legend, options, value, onChange }) {
  const name = useRef(`segmented-${++count}`).current;
  return html`<fieldset class="segmented"><legend class="hidden">${legend}</legend>
    ${options.map((option) => html`<label key=${option.value} class="segment">
      <input type="radio" name=${name} value=${option.value} checked=${option.value === value} onChange=${() => onChange(option.value)} />
      <span>${option.label}</span>
    </label>`)}
  </fieldset>`;
}
