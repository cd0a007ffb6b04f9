import { html } from "preact-htm";
import { Icon } from "@/components/basics/icon.js";

const rows = [["North", "412", "18.3"], ["Coast", "388", "15.9"], ["Valley", "295", "11.2"]];

/** A still of an answer, so that a newcomer sees what comes out before anything goes in. */
export function SampleAnswer() {
  return html`<figure class="sample" aria-label="What an answer looks like">
    <p class="sample-question">Which region returns the most orders?</p>
    <div class="sample-steps"><span>Wrote code</span><span>Ran it on 1,095 rows</span><span>Concluded</span></div>
    <table class="sample-table">
      <thead><tr><th scope="col">region</th><th scope="col">orders</th><th scope="col">returned %</th></tr></thead>
      <tbody>${rows.map((row) => html`<tr key=${row[0]}>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
    </table>
    <p class="sample-text">North returns 18.3 % of its orders, 2.4 points more than Coast.</p>
    <figcaption class="sample-receipt"><${Icon} name="key" size=${14} /> your Anthropic key <span class="tail">····abcd</span> · 0 credits</figcaption>
  </figure>`;
}
