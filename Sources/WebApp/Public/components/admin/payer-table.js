import { html } from "preact-htm";
import { formatCount } from "@/lib/format.js";
import { PayerTag } from "@/components/usage/payer-tag.js";

const columns = [["Tasks", "tasks"], ["Calls", "calls"], ["Tokens in", "input_tokens"], ["Tokens out", "output_tokens"], ["Credits", "credits"], ["Errors", "errors"]];

/**
 * Own key against platform, in totals.
 * @param {{ rows: any[] }} properties
 */
export function PayerTable({ rows }) {
  const all = ["own_key", "platform"].map((payer) => rows.find((row) => row.payer === payer) ?? { payer });
  return html`<div class="table-scroll table-framed" tabindex="0" role="region" aria-label="Totals by payer">
    <table class="table">
      <thead><tr><th scope="col">Payer</th>${columns.map(([name]) => html`<th scope="col" class="is-number">${name}</th>`)}</tr></thead>
      <tbody>${all.map((row) => html`<tr key=${row.payer}><th scope="row"><${PayerTag} payer=${row.payer} /></th>
        ${columns.map(([, field]) => html`<td class="is-number">${formatCount(row[field] ?? 0)}</td>`)}</tr>`)}</tbody>
    </table>
  </div>`;
}
