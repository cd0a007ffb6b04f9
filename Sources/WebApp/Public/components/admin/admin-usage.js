import { html, useState } from "preact-htm";
import { Segmented } from "@/components/basics/segmented.js";
import { DayChart } from "@/components/charts/day-chart.js";
import { DaysTable } from "@/components/charts/days-table.js";
import { ErrorsTable } from "@/components/admin/errors-table.js";
import { KeyChecksTable } from "@/components/admin/key-checks-table.js";
import { PayerTable } from "@/components/admin/payer-table.js";
import { chartDays } from "@/components/usage/chart-days.js";
import { metrics } from "@/components/usage/words.js";

/**
 * Charts and tables of everybody's use.
 * @param {{ usage: any, count: number }} properties
 */
export function AdminUsage({ usage, count }) {
  const [metric, setMetric] = useState("tasks");
  const days = chartDays(usage.by_day ?? [], metric, count);
  return html`<section class="panel" aria-labelledby="over-time">
      <div class="panel-head"><h2 id="over-time">Over time</h2><${Segmented} legend="What to draw" options=${metrics} value=${metric} onChange=${setMetric} /></div>
      <${DayChart} days=${days} label="Use by day and payer" unit=${metric} /><${DaysTable} days=${days} label="Use by day and payer" />
    </section>
    <section class="panel" aria-labelledby="by-payer"><div class="panel-head"><h2 id="by-payer">By payer</h2></div><${PayerTable} rows=${usage.by_payer ?? []} /></section>
    <div class="panel-pair">
      <section class="panel" aria-labelledby="errors-title"><div class="panel-head"><h2 id="errors-title">Errors</h2></div><${ErrorsTable} rows=${usage.errors ?? []} /></section>
      <section class="panel" aria-labelledby="checks-title"><div class="panel-head"><h2 id="checks-title">Key checks</h2></div><${KeyChecksTable} rows=${usage.key_checks ?? []} /></section>
    </div>`;
}
