import { html } from "preact-htm";
import { formatCount } from "@/lib/format.js";
import { Empty } from "@/components/basics/feedback.js";
import { providerName } from "@/state/catalog.js";
import { keyWords } from "@/state/key-states.js";

/**
 * What key checks came to, by provider.
 * @param {{ rows: { provider: string, outcome: string, count: number }[] }} properties
 */
export function KeyChecksTable({ rows }) {
  if (!rows.length) return html`<${Empty} title="No keys checked in this time" />`;
  const sorted = [...rows].sort((one, other) => other.count - one.count);
  return html`<div class="table-scroll table-framed" tabindex="0" role="region" aria-label="Key checks by outcome">
    <table class="table"><thead><tr><th scope="col">Outcome</th><th scope="col">Provider</th><th scope="col" class="is-number">Count</th></tr></thead>
      <tbody>${sorted.map((row, index) => html`<tr key=${index}><td><span class="state state-${keyWords(row.outcome).tone}">${keyWords(row.outcome).word}</span></td><td>${providerName(row.provider)}</td><td class="is-number">${formatCount(row.count)}</td></tr>`)}</tbody>
    </table>
  </div>`;
}
