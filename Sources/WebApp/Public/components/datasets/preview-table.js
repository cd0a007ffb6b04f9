import { html } from "preact-htm";

/**
 * The first rows as they are written in the file; columns of numbers stand at the right.
 * @param {{ profile: import("@/state/datasets.js").DatasetProfile }} properties
 */
export function PreviewTable({ profile: { preview, column_profiles: columns } }) {
  if (!preview) return html`<p class="field-hint">There is no preview of this data set.</p>`;
  const side = (/** @type {number} */ index) => (/^(integer|number)$/.test(columns[index]?.type) ? "is-number" : "");
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="First rows of the data set">
    <table class="table">
      <thead><tr>${preview.columns.map((column, index) => html`<th scope="col" class="column-name ${side(index)}" title=${column}>${column}</th>`)}</tr></thead>
      <tbody>${preview.rows.map((row, number) => html`<tr key=${number}>${row.map((cell, index) => html`<td class=${side(index)}>${cell}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;
}
