import { html, useMemo, useRef, useState } from "preact-htm";
import { toCSV } from "@/lib/csv.js";
import { fileName, saveFile } from "@/lib/files.js";
import { digitsOf, formatCell, formatCount, formatNumberOf } from "@/lib/format.js";
import { Button } from "@/components/basics/button.js";
import { CopyButton } from "@/components/conversation/copy-button.js";

const portion = 100;
let count = 0;

const isNumeric = (/** @type {string} */ type) => /int|float|number|decimal/i.test(type ?? "");

/**
 * A result table: its head stays in view, numbers stand in columns, and it leaves as CSV.
 * @param {{ table: import("@/state/exchange.js").RunTable }} properties
 */
export function DataTable({ table }) {
  const id = useRef(`table-${++count}`).current;
  const [shown, setShown] = useState(portion);
  const digits = useMemo(() => table.columns.map((_, index) => digitsOf(table.rows.map((row) => row[index]))), [table]);
  const title = table.title || "Table";
  const csv = () => toCSV(table.columns.map(({ name }) => name), table.rows);
  const cut = table.rows.length < table.total_rows ? `first ${formatCount(table.rows.length)} of ${formatNumberOf(table.total_rows, "row")}` : formatNumberOf(table.total_rows ?? table.rows.length, "row");
  return html`<figure class="result" data-testid="run-table" aria-labelledby=${id}>
    <figcaption class="result-head">
      <span class="result-title" id=${id}>${title}</span><span class="result-aside">${cut}</span>
      <span class="result-tools">
        <${CopyButton} label="Copy CSV" text=${csv} />
        <${Button} tone="quiet" icon="download" onClick=${() => saveFile(fileName(title, "csv"), csv(), "text/csv")}>Download<//>
      </span>
    </figcaption>
    <div class="table-scroll" tabindex="0" role="region" aria-labelledby=${id}>
      <table class="table">
        <thead><tr>${table.columns.map(({ name, type }) => html`<th scope="col" class="column-name ${isNumeric(type) ? "is-number" : ""}" title=${name}>${name}</th>`)}</tr></thead>
        <tbody>${table.rows.slice(0, shown).map((row, index) => html`<${Row} key=${index} row=${row} columns=${table.columns} digits=${digits} />`)}</tbody>
      </table>
    </div>
    ${shown < table.rows.length && html`<div class="result-more"><${Button} tone="quiet" onClick=${() => setShown(shown + 10 * portion)}>Show more rows<//>
      <span>${formatCount(Math.min(shown, table.rows.length))} shown</span></div>`}
  </figure>`;
}

/** @param {{ row: any[], columns: { name: string, type: string }[], digits: number[] }} properties */
function Row({ row, columns, digits }) {
  return html`<tr>${row.map((cell, index) => html`<td class=${isNumeric(columns[index]?.type) ? "is-number" : ""}>${formatCell(cell, digits[index])}</td>`)}</tr>`;
}
