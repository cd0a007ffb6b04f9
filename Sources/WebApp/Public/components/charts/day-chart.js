import { html, useState } from "preact-htm";
import { formatCompact, formatCount, formatDay } from "@/lib/format.js";
import { roundUp } from "@/lib/scale.js";
import { useWidth } from "@/components/charts/use-width.js";

/** @typedef {{ day: string, platform: number, own_key: number }} DayValues */

const height = 190;
const edge = { top: 10, right: 2, bottom: 24, left: 44 };

/**
 * Bars by day, own key on platform, with a read-out of the day under the pointer.
 * @param {{ days: DayValues[], label: string, unit: string }} properties
 */
export function DayChart({ days, label, unit }) {
  const { element, width } = useWidth(640);
  const [chosen, setChosen] = useState(/** @type {number | null} */ (null));
  const top = roundUp(Math.max(...days.map((day) => day.platform + day.own_key), 0));
  const step = Math.max(1, (width - edge.left - edge.right) / days.length);
  const y = (/** @type {number} */ value) => edge.top + (height - edge.top - edge.bottom) * (1 - value / top);
  return html`<figure class="chart" ref=${element}>
    <figcaption class="chart-head"><${Legend} /><${Readout} day=${chosen === null ? null : days[chosen]} days=${days} unit=${unit} /></figcaption>
    <svg width=${width} height=${height} role="img" aria-label="${label}. ${summary(days, unit)}" onPointerLeave=${() => setChosen(null)}>
      ${[0, top / 2, top].map((value) => html`<g key=${value}><line class="chart-line" x1=${edge.left} x2=${width} y1=${y(value)} y2=${y(value)} />
        <text class="chart-tick" x=${edge.left - 8} y=${y(value) + 4} text-anchor="end">${formatCompact(value)}</text></g>`)}
      ${days.map((day, index) => html`<${Bar} key=${day.day} day=${day} x=${edge.left + index * step} step=${step} y=${y} isChosen=${index === chosen} onChoose=${() => setChosen(index)} />`)}
      ${ticks(days).map((index) => html`<text key=${index} class="chart-tick" x=${edge.left + (index + 0.5) * step} y=${height - 6} text-anchor=${index === 0 ? "start" : index === days.length - 1 ? "end" : "middle"}>${formatDay(days[index].day)}</text>`)}
    </svg>
  </figure>`;
}

/** @param {{ day: DayValues, x: number, step: number, y: (value: number) => number, isChosen: boolean, onChoose: () => void }} properties */
function Bar({ day, x, step, y, isChosen, onChoose }) {
  const gap = Math.min(4, step * 0.25);
  const place = { x: x + gap / 2, width: Math.max(1, step - gap) };
  const middle = y(day.platform);
  const isBoth = day.platform > 0 && day.own_key > 0;
  return html`<g class=${isChosen ? "is-chosen" : ""} onPointerEnter=${onChoose}>
    <rect class="chart-reach" x=${x} y=${y(1e-9) - 1000} width=${step} height="1000" />
    <rect class="chart-platform" ...${place} y=${middle} height=${Math.max(0, y(0) - middle)} />
    <rect class="chart-own" ...${place} y=${y(day.platform + day.own_key)} height=${Math.max(0, middle - y(day.platform + day.own_key) - (isBoth ? 1.5 : 0))} />
  </g>`;
}

const Legend = () => html`<span class="legend"><span class="legend-own">Own key</span><span class="legend-platform">Platform</span></span>`;

/** @param {{ day: DayValues | null, days: DayValues[], unit: string }} properties */
function Readout({ day, days, unit }) {
  const words = day ? `${formatDay(day.day)}: ${formatCount(day.own_key)} own key, ${formatCount(day.platform)} platform` : summary(days, unit);
  return html`<span class="chart-readout">${words}</span>`;
}

/**
 * @param {DayValues[]} days
 * @param {string} unit
 */
function summary(days, unit) {
  const total = (/** @type {"platform" | "own_key"} */ payer) => formatCount(days.reduce((sum, day) => sum + day[payer], 0));
  return `${unit[0].toUpperCase()}${unit.slice(1)}: ${total("own_key")} on own keys, ${total("platform")} on the platform`;
}

/**
 * Days that are named below the chart.
 * @param {DayValues[]} days
 */
const ticks = (days) => [...new Set([0, Math.floor((days.length - 1) / 2), days.length - 1])];
