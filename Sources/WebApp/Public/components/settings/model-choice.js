import { html, useEffect, useRef } from "preact-htm";
import { formatCompact, formatCredits, formatDollars } from "@/lib/format.js";

/**
 * Why a model can't be chosen, or a word of warning.
 * @param {import("@/state/catalog.js").Model} model
 * @param {boolean} useOwnKey
 * @param {string[] | null} allowed
 */
function limitOf(model, useOwnKey, allowed) {
  const isOpen = useOwnKey && allowed ? allowed.includes(model.id) : model.available !== false;
  if (isOpen) return null;
  return useOwnKey ? "not open to this key" : "own key only";
}

/**
 * The models of the chosen provider, with what each costs on credits and on an own key.
 * @param {{ catalog: import("@/state/catalog.js").Catalog, choice: any, allowed: string[] | null, onChange: (id: string) => void }} properties
 */
export function ModelChoice({ catalog, choice, allowed, onChange }) {
  const models = catalog.models.filter(({ provider }) => provider === choice.provider);
  const list = useRef(/** @type {any} */ (null));
  useEffect(() => showChosen(list.current), [choice.provider]);
  return html`<fieldset class="section"><legend class="section-title">Model</legend>
    <div class="models" ref=${list}>
      <div class="model-head" aria-hidden="true"><span>Model</span><span class=${choice.useOwnKey ? "is-off" : ""}>On credits, per question</span><span class=${choice.useOwnKey ? "" : "is-off"}>On your key, USD per million tokens</span></div>
      ${models.map((model) => html`<${ModelRow} key=${model.id} model=${model} choice=${choice} limit=${limitOf(model, choice.useOwnKey, allowed)} onChange=${onChange} />`)}
      ${!models.length && html`<p class="field-hint">This provider offers no models here.</p>`}
    </div>
  </fieldset>`;
}

/**
 * Brings the chosen model into view within a long list, without moving the dialog.
 * @param {HTMLElement} list
 */
function showChosen(list) {
  const row = /** @type {HTMLElement | null | undefined} */ (list.querySelector("input:checked")?.parentElement);
  if (row) list.scrollTop = row.offsetTop - list.clientHeight / 2;
}

/** @param {{ model: import("@/state/catalog.js").Model, choice: any, limit: string | null, onChange: (id: string) => void }} properties */
function ModelRow({ model, choice, limit, onChange }) {
  const isDisabled = limit !== null && !choice.useOwnKey;
  return html`<label class="model-row ${isDisabled ? "is-disabled" : ""}">
    <input type="radio" name="model" value=${model.id} checked=${model.id === choice.model} disabled=${isDisabled} onChange=${() => onChange(model.id)} />
    <span class="model-words">
      <span class="model-name">${model.name}${limit && html`<span class="model-limit">${limit}</span>`}</span>
      <span class="model-facts">${model.tier_name} · ${formatCompact(model.context_window)} context${model.is_reasoning ? " · reasoning" : ""}</span>
    </span>
    <span class="model-credits ${choice.useOwnKey ? "is-off" : ""}">${formatCredits(model.credits)}</span>
    <span class="model-dollars ${choice.useOwnKey ? "" : "is-off"}">${formatDollars(model.input_usd_per_million)} in, ${formatDollars(model.output_usd_per_million)} out<span class="model-unit"> per million tokens</span></span>
  </label>`;
}
