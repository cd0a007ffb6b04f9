import { html, useEffect, useState } from "preact-htm";
import { formatDuration } from "@/lib/format.js";

/** @type {Record<string, string>} */
const words = { writing_code: "Writing code", running: "Running it on your rows", repairing: "Repairing the code", concluding: "Writing the conclusion", answering: "Answering" };

/**
 * @param {import("@/state/exchange.js").Step | undefined} step
 * @returns {string | null}
 */
export function stepWords(step) {
  if (!step) return null;
  return (words[step.name] ?? step.name.replaceAll("_", " ")) + (step.attempt > 1 ? `, attempt ${step.attempt}` : "");
}

/**
 * What has been done for an answer, and what is being done.
 * @param {{ exchange: import("@/state/exchange.js").Exchange }} properties
 */
export function Steps({ exchange: { steps, connection, startedAt } }) {
  const now = useClock();
  return html`<ol class="steps" aria-label="Progress">
    ${!steps.length && html`<li class="step is-current"><span class="step-name">Sending</span><span class="step-time">${formatDuration(Math.max(0, now - startedAt))}</span></li>`}
    ${steps.map((step, index) => html`<li key=${index} class="step ${step.endedAt ? "" : "is-current"}">
      <span class="step-name">${stepWords(step)}</span>
      <span class="step-time">${formatDuration(Math.max(0, (step.endedAt ?? now) - step.startedAt))}</span>
    </li>`)}
    ${connection === "lost" && html`<li class="step is-lost"><span class="step-name">Connection lost, reconnecting</span></li>`}
  </ol>`;
}

/** The time, ten times a second. */
function useClock() {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, []);
  return now;
}
