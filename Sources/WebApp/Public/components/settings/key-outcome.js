import { html, useEffect, useRef } from "preact-htm";
import { formatNumberOf } from "@/lib/format.js";
import { Callout } from "@/components/basics/feedback.js";
import { Icon } from "@/components/basics/icon.js";
import { keyWords } from "@/state/key-states.js";

/**
 * What the provider said about a key, and what to do next; read out when it arrives.
 * @param {{ provider: any, check: import("@/components/settings/key-check.js").KeyCheck, model: import("@/state/catalog.js").Model | null, keepsUnchecked: boolean, onKeep: (keeps: boolean) => void }} properties
 */
export function KeyOutcome({ provider, check, model, keepsUnchecked, onKeep }) {
  const element = useRef(/** @type {any} */ (null));
  useEffect(() => { if (check.status !== "idle") element.current.scrollIntoView({ block: "nearest" }); }, [check.status, check.report]);
  return html`<div ref=${element} class="key-outcome" data-testid="key-outcome" data-outcome=${check.report?.outcome} aria-live="polite">
    ${check.status === "checking" && html`<p class="checking"><span class="spinner" aria-hidden="true" />Asking ${provider.name} whether it accepts this key. This is free.</p>`}
    ${check.status === "done" && check.report && html`<${Outcome} report=${check.report} model=${model} keepsUnchecked=${keepsUnchecked} onKeep=${onKeep} />`}
    ${check.status === "done" && !check.report && html`<${Callout} tone="warning"><p>${check.error?.message}${retryWords(check.error)}</p><//>`}
  </div>`;
}

/** @param {any} error */
const retryWords = (error) => (error?.details?.retry_after ? ` Try again in ${error.details.retry_after} s.` : "");

/**
 * How many models a key may use, and whether the chosen one is among them.
 * @param {string[]} models
 * @param {import("@/state/catalog.js").Model | null} model
 */
function openModels(models, model) {
  const words = `${formatNumberOf(models.length, "model")} ${models.length === 1 ? "is" : "are"} open to it`;
  return model && models.length && !models.includes(model.id) ? `${words}, but not ${model.name}: choose another model.` : `${words}.`;
}

/** @param {{ report: import("@/state/settings.js").KeyReport, model: any, keepsUnchecked: boolean, onKeep: (keeps: boolean) => void }} properties */
function Outcome({ report, model, keepsUnchecked, onKeep }) {
  const words = keyWords(report.outcome);
  const tone = words.tone === "plain" ? "warning" : words.tone;
  return html`<${Callout} tone=${tone} title="${words.word}${/\w/.test(report.hint ?? "") ? ` · ${report.hint}` : ""}">
    <p>${report.sentence || words.next}</p>
    ${report.models && words.tone === "good" && html`<p>${openModels(report.models, model)}</p>`}
    ${report.help_url && words.link && html`<p><a class="link" href=${report.help_url} target="_blank" rel="noopener noreferrer">${words.link} <${Icon} name="external" size=${13} /></a></p>`}
    ${report.kept_allowed === "unchecked" && html`<label class="check"><input type="checkbox" data-testid="keep-unchecked" checked=${keepsUnchecked}
      onChange=${(/** @type {any} */ event) => onKeep(event.currentTarget.checked)} />Keep it as not checked yet <span class="check-aside">the first good answer turns it into valid</span></label>`}
  <//>`;
}
