import { html } from "preact-htm";
import { digitsOf, formatCell, formatCount } from "@/lib/format.js";

/**
 * The columns of a data set: type, missing values, range and examples.
 * @param {{ profile: import("@/state/datasets.js").DatasetProfile }} properties
 */
export function ColumnTable({ profile }) {
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="Columns of the data set">
    <table class="table table-columns">
      <thead><tr><th scope="col">Column</th><th scope="col">Type</th><th scope="col">Missing</th><th scope="col" class="is-number">Distinct</th><th scope="col">Range</th><th scope="col">Examples</th></tr></thead>
      <tbody>${profile.column_profiles.map((column) => html`<tr key=${column.name}>
        <th scope="row" class="column-name" title=${column.name}>${column.name}</th><td><span class="type-tag">${column.type}</span></td>
        <td><${Missing} count=${column.missing} rows=${profile.rows} /></td><td class="is-number">${formatCount(column.distinct)}</td>
        <td class="is-numeric">${range(column)}</td><td class="column-examples">${examples(column)}</td>
      </tr>`)}</tbody>
    </table>
  </div>`;
}

/** @param {import("@/state/datasets.js").ColumnProfile} column */
function examples({ examples: all }) {
  const some = all.slice(0, 3);
  const digits = digitsOf(some);
  return some.map((value) => formatCell(value, digits)).join(", ");
}

/** @param {import("@/state/datasets.js").ColumnProfile} column */
function range({ min, max }) {
  if (min === undefined || min === null || max === undefined || max === null) return "–";
  return `${formatCell(min)} … ${formatCell(max)}`;
}

/** @param {{ count: number, rows: number }} properties */
function Missing({ count, rows }) {
  if (!count) return html`<span class="missing-none">none</span>`;
  const part = rows ? (100 * count) / rows : 0;
  return html`<span class="missing"><meter class="missing-meter" min="0" max="100" value=${part} aria-label="Missing values" />${formatCount(count)} (${part < 1 ? "<1" : Math.round(part)} %)</span>`;
}
