import { html } from "preact-htm";
import { useStore } from "@/lib/store.js";
import { Icon } from "@/components/basics/icon.js";
import { DatasetPicker } from "@/components/datasets/dataset-picker.js";
import { catalog, modelIn } from "@/state/catalog.js";
import { credits } from "@/state/credits.js";
import { showDialog } from "@/state/dialogs.js";
import { payerWords } from "@/state/payer.js";
import { settings } from "@/state/settings.js";

/**
 * Data set and model at the left; price, payer and the button at the right.
 * @param {{ chat: string | null, isRunning: boolean, children?: any }} properties
 */
export function ComposerBar({ chat, isRunning, children }) {
  const current = useStore(settings).value;
  const models = useStore(catalog).value;
  const model = current && modelIn(models, current.provider, current.model);
  return html`<div class="composer-bar">
    <${DatasetPicker} chat=${chat} />
    ${current && html`<button type="button" class="composer-model" onClick=${() => showDialog({ name: "settings", focus: "model" })} title="Choose another model">
      <span class="hidden">Model: </span><span class="composer-model-name">${model?.name ?? current.model}</span><${Icon} name="chevron-down" size=${14} />
    </button>`}
    <span class="composer-space" />
    ${current && html`<${Price} current=${current} models=${models} isRunning=${isRunning} />`}
    ${children}
  </div>`;
}

/** @param {{ current: import("@/state/settings.js").ModelSettings, models: any, isRunning: boolean }} properties */
function Price({ current, models, isRunning }) {
  const balance = useStore(credits).value;
  const payer = payerWords(current, models);
  if (payer.problem) return html`<button type="button" class="price price-danger" onClick=${() => showDialog({ name: "settings", ownKey: true, focus: "key" })}>${payer.problem}</button>`;
  if (payer.kind === "own_key") return html`<span class="price price-own" data-testid="price">your key · ${payer.price}</span>`;
  const isShort = !isRunning && balance && !balance.is_unlimited && balance.available < payer.credits;
  return html`<span class="price ${isShort ? "price-short" : ""}" data-testid="price">${payer.price} · ${isShort ? `you have ${balance.available}` : "platform"}</span>`;
}
