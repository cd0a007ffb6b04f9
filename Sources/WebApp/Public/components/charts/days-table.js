import { html } from "preact-htm";
import { formatCount, formatDay } from "@/lib/format.js";

/**
 * A chart's numbers as a table.
 * @param {{ days: import("@/components/charts/day-chart.js").DayValues[], label: string }} properties
 */
export function DaysTable({ days, label }) {
  const rows = days.filter((day) => day.platform || day.own_key).reverse();
  return html`<details class="inline-fold"><summary>Show as a table</summary>
    <div class="table-scroll" tabindex="0" role="region" aria-label=${label}>
      <table class="table"><thead><tr><th scope="col">Day</th><th scope="col" class="is-number">Own key</th><th scope="col" class="is-number">Platform</th></tr></thead>
        <tbody>${rows.map((day) => html`<tr key=${day.day}><th scope="row">${formatDay(day.day)}</th><td class="is-number">${formatCount(day.own_key)}</td><td class="is-number">${formatCount(day.platform)}</td></tr>`)}</tbody>
      </table>
    </div>
  </details>`;
}
