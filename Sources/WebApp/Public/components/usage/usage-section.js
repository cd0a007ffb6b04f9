import { html, useState } from "preact-htm";
import { get } from "@/lib/api.js";
import { lastDays } from "@/lib/days.js";
import { Empty, LoadFailure, Skeleton } from "@/components/basics/feedback.js";
import { Segmented } from "@/components/basics/segmented.js";
import { DayChart } from "@/components/charts/day-chart.js";
import { chartDays } from "@/components/usage/chart-days.js";
import { DaysTable } from "@/components/charts/days-table.js";
import { UsageTable } from "@/components/usage/usage-table.js";
import { useFetched } from "@/components/usage/use-fetched.js";
import { metrics, ranges } from "@/components/usage/words.js";

/** A person's own use: a chart over time and a line for each day, feature, model and payer. */
export function UsageSection() {
  const [range, setRange] = useState("30");
  const [metric, setMetric] = useState("tasks");
  const days = lastDays(Number(range));
  const { value, error, reload } = useFetched(range, () => get(`/api/user/usage?from=${days[0]}&to=${days[days.length - 1]}`));
  return html`<section class="panel" aria-labelledby="usage-title">
    <div class="panel-head"><h2 id="usage-title">Use</h2>
      <div class="panel-tools"><${Segmented} legend="What to draw" options=${metrics} value=${metric} onChange=${setMetric} />
      <${Segmented} legend="Time" options=${ranges} value=${range} onChange=${setRange} /></div></div>
    ${error && html`<${LoadFailure} what="Your use" error=${error} onRetry=${reload} />`}
    ${!value && !error && html`<${Skeleton} lines=${6} label="Loading your use" />`}
    ${value && !value.lines.length && html`<${Empty} title="Nothing asked in this time"><p>Your questions will be counted here, whoever pays for them.</p><//>`}
    ${value?.lines.length > 0 && html`<${Drawn} days=${chartDays(value.lines, metric, days.length)} metric=${metric} /><${UsageTable} lines=${value.lines} />`}
  </section>`;
}

/** @param {{ days: any[], metric: string }} properties */
const Drawn = ({ days, metric }) => html`<${DayChart} days=${days} label="Use by day" unit=${metric} /><${DaysTable} days=${days} label="Use by day" />`;
