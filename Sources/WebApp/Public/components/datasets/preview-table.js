import { html } from "preact-htm";

/**
 * The first rows as they are written in the file.
 * @param {{ profile: import("@/state/datasets.js").DatasetProfile }} properties
 */
export function PreviewTable({ profile: { preview } }) {
  if (!preview) return html`<p class="field-hint">There is no preview of this data set.</p>`;
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="First rows of the data set">
    <table class="table">
      <thead><tr>${preview.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
      <tbody>${preview.rows.map((row, index) => html`<tr key=${index}>${row.map((cell) => html`<td class="is-numeric">${cell}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;
}
