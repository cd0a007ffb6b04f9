import { html } from "preact-htm";
import { formatCount } from "@/lib/format.js";
import { Field } from "@/components/basics/field.js";

const valueOf = (/** @type {any} */ event) => event.currentTarget.value;

/**
 * Temperature and length of the answers; empty fields leave it to the provider.
 * @param {{ choice: any, change: any, model: import("@/state/catalog.js").Model | null,
 *   problems: { temperature?: string, maxTokens?: string } }} properties
 */
export function AnswerFields({ choice, change, model, problems }) {
  const isFixed = model?.accepts_temperature === false;
  const most = model?.max_output_tokens;
  return html`<fieldset class="section"><legend class="section-title">Answers</legend>
    <div class="answer-fields">
      <${Field} label="Temperature" inputmode="decimal" autocomplete="off" error=${problems.temperature} disabled=${isFixed} placeholder="provider’s default"
        value=${isFixed ? "" : choice.temperature} onInput=${(/** @type {any} */ event) => change({ temperature: valueOf(event) })}
        hint=${isFixed ? `${model?.name} is a reasoning model: it takes no temperature.` : "0 is steady, 2 is wild."} />
      <${Field} label="Longest answer, in tokens" inputmode="numeric" autocomplete="off" error=${problems.maxTokens} placeholder="provider’s default"
        value=${choice.maxTokens} onInput=${(/** @type {any} */ event) => change({ maxTokens: valueOf(event) })} hint=${most ? `Up to ${formatCount(most)} with this model.` : null} />
    </div>
  </fieldset>`;
}
