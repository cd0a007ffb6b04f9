import { html } from "preact-htm";
import { formatCount } from "@/lib/format.js";
import { Empty } from "@/components/basics/feedback.js";
import { PayerTag } from "@/components/usage/payer-tag.js";

/**
 * Failed calls by code and payer.
 * @param {{ rows: { code: string, payer: string, count: number }[] }} properties
 */
export function ErrorsTable({ rows }) {
  if (!rows.length) return html`<${Empty} title="No errors in this time" />`;
  const sorted = [...rows].sort((one, other) => other.count - one.count);
  return html`<div class="table-scroll table-framed" tabindex="0" role="region" aria-label="Errors by code">
    <table class="table"><thead><tr><th scope="col">Code</th><th scope="col">Payer</th><th scope="col" class="is-number">Count</th></tr></thead>
      <tbody>${sorted.map((row, index) => html`<tr key=${index}><td><code>${row.code}</code></td><td><${PayerTag} payer=${row.payer} /></td><td class="is-number">${formatCount(row.count)}</td></tr>`)}</tbody>
    </table>
  </div>`;
}
