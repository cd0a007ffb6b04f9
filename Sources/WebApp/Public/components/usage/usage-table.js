import { html } from "preact-htm";
import { formatCount, formatDay } from "@/lib/format.js";
import { providerName } from "@/state/catalog.js";
import { featureName } from "@/components/usage/words.js";
import { PayerTag } from "@/components/usage/payer-tag.js";

/**
 * Usage lines, the newest day first.
 * @param {{ lines: any[] }} properties
 */
export function UsageTable({ lines }) {
  const sorted = [...lines].sort((one, other) => other.day.localeCompare(one.day));
  return html`<div class="table-scroll table-framed" tabindex="0" role="region" aria-label="Use by day, feature, model and payer">
    <table class="table">
      <thead><tr><th scope="col">Day</th><th scope="col">Feature</th><th scope="col">Model</th><th scope="col">Payer</th>
        ${["Tasks", "Calls", "Tokens in", "Tokens out", "Credits", "Errors"].map((name) => html`<th scope="col" class="is-number">${name}</th>`)}</tr></thead>
      <tbody>${sorted.map((line, index) => html`<tr key=${index}>
        <td>${formatDay(line.day)}</td><td>${featureName(line.feature)}</td><td><span class="quiet">${providerName(line.provider)}</span> ${line.model ?? "any model"}</td><td><${PayerTag} payer=${line.payer} /></td>
        ${[line.tasks, line.calls].map((value) => html`<td class="is-number">${formatCount(value)}</td>`)}
        ${[line.input_tokens, line.output_tokens].map((value) => html`<td class="is-number" title=${line.estimated_calls ? "partly an estimate" : undefined}>${line.estimated_calls ? "≈ " : ""}${formatCount(value)}</td>`)}
        ${[line.credits, line.errors].map((value) => html`<td class="is-number">${formatCount(value)}</td>`)}
      </tr>`)}</tbody>
    </table>
  </div>`;
}
