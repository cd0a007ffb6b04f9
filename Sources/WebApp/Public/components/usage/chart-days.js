import { lastDays } from "@/lib/days.js";
import { sumBy } from "@/lib/sums.js";

/**
 * Usage lines with their tokens added up.
 * @param {any[]} lines
 */
const withTokens = (lines) => lines.map((line) => ({ ...line, tokens: line.tokens ?? (line.input_tokens ?? 0) + (line.output_tokens ?? 0) }));

/**
 * One metric by day and payer, for each of the last days.
 * @param {any[]} lines
 * @param {string} metric
 * @param {number} count
 * @returns {import("@/components/charts/day-chart.js").DayValues[]}
 */
export function chartDays(lines, metric, count) {
  const sums = sumBy(withTokens(lines), ["day", "payer"], [metric]);
  const value = (/** @type {string} */ day, /** @type {string} */ payer) => sums.find((sum) => sum.day === day && sum.payer === payer)?.[metric] ?? 0;
  return lastDays(count).map((day) => ({ day, platform: value(day, "platform"), own_key: value(day, "own_key") }));
}
