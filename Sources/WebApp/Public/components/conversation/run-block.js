import { html } from "preact-htm";
import { formatDuration, formatNumberOf } from "@/lib/format.js";
import { Callout } from "@/components/basics/feedback.js";
import { Icon } from "@/components/basics/icon.js";
import { DataTable } from "@/components/conversation/data-table.js";
import { Figure } from "@/components/conversation/figure.js";

/**
 * What a run brought: tables, figures, printed text, or its error.
 * @param {{ run: any, isFinal: boolean }} properties
 */
export function RunBlock({ run, isFinal }) {
  if (run.error && !isFinal) return html`<${Fold} icon="retry" label="${run.error.type}, repaired" aside=${run.error.message} text=${run.error.traceback} />`;
  const isPrintOnly = !run.tables?.length && !run.figures?.length && !run.error;
  return html`<div class="run">
    ${run.error && html`<${RunError} error=${run.error} />`}
    ${(run.tables ?? []).map((/** @type {any} */ table, /** @type {number} */ index) => html`<${DataTable} key=${`table-${index}`} table=${table} />`)}
    ${(run.figures ?? []).map((/** @type {any} */ figure, /** @type {number} */ index) => html`<${Figure} key=${`figure-${index}`} figure=${figure} />`)}
    ${run.stdout?.trim() && html`<${Printed} run=${run} isOpen=${isPrintOnly} />`}
  </div>`;
}

/** @param {{ run: any, isOpen: boolean }} properties */
function Printed({ run, isOpen }) {
  const text = run.stdout.trimEnd();
  const time = run.duration_ms ? ` · ran in ${formatDuration(run.duration_ms)}` : "";
  const aside = `${formatNumberOf(text.split("\n").length, "line")}${run.stdout_truncated ? ", cut" : ""}${time}`;
  return html`<${Fold} icon="sheet" label="Printed output" aside=${aside} text=${text} isOpen=${isOpen} />`;
}

/** @param {{ icon: string, label: string, aside: string, text: string, isOpen?: boolean }} properties */
function Fold({ icon, label, aside, text, isOpen = false }) {
  return html`<details class="fold" open=${isOpen}>
    <summary><${Icon} name="chevron-right" size=${14} /><${Icon} name=${icon} size=${15} /><span>${label}</span><span class="fold-aside">${aside}</span></summary>
    <pre class="code" tabindex="0" role="region" aria-label=${label}>${text}</pre>
  </details>`;
}

/** @param {{ error: { type: string, message: string, traceback: string } }} properties */
function RunError({ error }) {
  return html`<${Callout} tone="warning" title="The program stopped with ${error.type}">
    <p>${error.message}</p>
    ${error.traceback && html`<details class="inline-fold"><summary>Show where</summary><pre class="code" tabindex="0" role="region" aria-label="Traceback">${error.traceback}</pre></details>`}
  <//>`;
}
