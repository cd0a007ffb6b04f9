import { html, useState } from "preact-htm";
import { formatCredits } from "@/lib/format.js";
import { useStore } from "@/lib/store.js";
import { Button } from "@/components/basics/button.js";
import { catalog, providerIn } from "@/state/catalog.js";
import { closeDialog } from "@/state/dialogs.js";
import { notify } from "@/state/notices.js";
import { saveSettings, settings } from "@/state/settings.js";

/**
 * Models that the balance still pays for, the best first.
 * @param {import("@/state/catalog.js").Catalog | null} value
 * @param {number} remaining
 */
function affordable(value, remaining) {
  const fits = (value?.models ?? []).filter((model) => model.credits <= remaining && model.available !== false && providerIn(value, model.provider)?.platform);
  return fits.sort((one, other) => other.credits - one.credits).slice(0, 3);
}

/** @param {{ remaining: number }} properties */
export function CheaperModels({ remaining }) {
  const value = useStore(catalog).value;
  const current = useStore(settings).value;
  const [busy, setBusy] = useState(/** @type {string | null} */ (null));
  const models = affordable(value, remaining);
  if (!models.length) return html`<p>No model costs as little as ${formatCredits(remaining)}.</p>`;
  const choose = async (/** @type {any} */ model) => {
    setBusy(model.id);
    const body = { provider: model.provider, model: model.id, use_own_key: false, temperature: model.accepts_temperature ? current?.temperature ?? null : null, max_tokens: null };
    await saveSettings(body).then(() => finish(model), (error) => notify(error.message, "danger"));
    setBusy(null);
  };
  return html`<ul class="cheaper">${models.map((model) => html`<li key=${model.id}>
    <${Button} busy=${busy === model.id} onClick=${() => choose(model)}>${model.name}<//><span>${formatCredits(model.credits)}</span>
  </li>`)}</ul>`;
}

/** @param {import("@/state/catalog.js").Model} model */
function finish(model) {
  closeDialog();
  notify(`${model.name} answers from now on. Send your question again.`);
  document.getElementById("composer")?.focus();
}
