import { html, useEffect, useRef, useState } from "preact-htm";
import { Button } from "@/components/basics/button.js";
import { Dialog } from "@/components/basics/dialog.js";
import { Callout } from "@/components/basics/feedback.js";
import { AnswerFields } from "@/components/settings/answer-fields.js";
import { useKeyCheck } from "@/components/settings/key-check.js";
import { ModelChoice } from "@/components/settings/model-choice.js";
import { OwnKeySection } from "@/components/settings/own-key-section.js";
import { PriceLine } from "@/components/settings/price-line.js";
import { ProviderChoice } from "@/components/settings/provider-choice.js";
import { problemsOf, useChoice } from "@/components/settings/settings-choice.js";
import { save } from "@/components/settings/settings-saving.js";
import { modelIn, providerIn } from "@/state/catalog.js";
import { closeDialog } from "@/state/dialogs.js";

/**
 * The settings dialog's form. A typed key lives in this component alone and goes with it.
 * @param {{ settings: import("@/state/settings.js").ModelSettings, catalog: import("@/state/catalog.js").Catalog, provider?: string, ownKey?: boolean, focus?: string }} properties
 */
export function SettingsForm({ settings, catalog, provider: preset, ownKey, focus }) {
  const { choice, change } = useChoice(settings, catalog, { provider: preset, ownKey });
  const [key, setKey] = useState("");
  const [keepsUnchecked, setKeepsUnchecked] = useState(false);
  const [testsModel, setTestsModel] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {any} */ (null));
  const [isTried, setTried] = useState(false);
  const keyCheck = useKeyCheck(choice.provider);
  const provider = /** @type {any} */ (providerIn(catalog, choice.provider));
  const model = modelIn(catalog, choice.provider, choice.model);
  const problems = problemsOf(choice, model);
  const form = useRef(/** @type {any} */ (null));
  useEffect(() => { setKey(""); setKeepsUnchecked(false); }, [choice.provider]);
  useEffect(() => focusOn(form.current, focus), []);

  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length) return toWrongField(form.current);
    setBusy(true);
    setError(null);
    const problem = await save({ choice, model, key, keepsUnchecked, testsModel, stored: settings.keys?.[choice.provider] ?? null });
    setBusy(false);
    if (problem?.isAboutKey) keyCheck.refuse(problem.error);
    else setError(problem?.error ?? null);
  };
  const footer = html`<${PriceLine} choice=${choice} model=${model} />
    <${Button} onClick=${closeDialog}>Cancel<//>
    <${Button} tone="primary" type="submit" form="settings" busy=${busy} data-testid="save-settings">${busy && key ? "Checking and saving" : "Save"}<//>`;
  return html`<${Dialog} title="Model and key" size="wide" onClose=${closeDialog} footer=${footer} testid="settings">
    <form id="settings" class="settings" ref=${form} onSubmit=${submit} autocomplete="off" noValidate>
      <div class="settings-part">
        <${ProviderChoice} catalog=${catalog} keys=${settings.keys ?? {}} value=${choice.provider} onChange=${(/** @type {string} */ id) => change({ provider: id })} />
        <${OwnKeySection} provider=${provider} choice=${choice} change=${change} stored=${settings.keys?.[choice.provider] ?? null} features=${catalog.features}
          field=${{ key, setKey, keyCheck, keepsUnchecked, setKeepsUnchecked, testsModel, setTestsModel, model }} />
      </div>
      <div class="settings-part">
        <${ModelChoice} catalog=${catalog} choice=${choice} allowed=${keyCheck.check.report?.models ?? null} onChange=${(/** @type {string} */ id) => change({ model: id })} />
        <${AnswerFields} choice=${choice} change=${change} model=${model} problems=${isTried ? problems : {}} />
      </div>
      ${error && html`<${Callout} tone="danger" role="alert" title="Nothing was changed"><p>${error.message}</p><//>`}
    </form>
  <//>`;
}

/**
 * Leads to the first field that holds something wrong, once it has been marked.
 * @param {HTMLElement} form
 */
const toWrongField = (form) => requestAnimationFrame(() => {
  const field = /** @type {HTMLElement | null} */ (form.querySelector("[aria-invalid=true]"));
  field?.focus({ preventScroll: true });
  field?.closest(".field")?.scrollIntoView({ block: "nearest" });
});

/**
 * @param {HTMLElement} form
 * @param {string | undefined} focus
 */
function focusOn(form, focus) {
  const target = focus === "key" ? "[data-testid=key-field], [data-testid=replace-key]" : focus === "model" ? ".model-row input:checked" : null;
  const element = target && /** @type {HTMLElement | null} */ (form.querySelector(target));
  element?.focus();
  element?.scrollIntoView({ block: "center" });
}
