import { html, useEffect } from "preact-htm";
import { useStore } from "@/lib/store.js";
import { Icon } from "@/components/basics/icon.js";
import { catalog } from "@/state/catalog.js";
import { showDialog } from "@/state/dialogs.js";
import { keyWords } from "@/state/key-states.js";
import { payerWords } from "@/state/payer.js";
import { settings } from "@/state/settings.js";

/** Always tells which key the next question uses; opens the settings. */
export function KeyPill() {
  const { value, status, error } = useStore(settings);
  const models = useStore(catalog).value;
  const open = () => showDialog({ name: "settings" });
  useEffect(() => atExpiry(value?.own_key.expires_at), [value?.own_key.expires_at]);
  if (!value) return html`<${Waiting} failed=${status === "failed"} error=${error} />`;
  const payer = payerWords(value, models);
  const aside = payer.kind === "own_key" && !payer.problem && value.own_key.state !== "valid" ? keyWords(value.own_key.state).word : null;
  return html`<button type="button" class="pill pill-${payer.tone}" data-testid="key-pill" onClick=${open} title="Model and key settings">
    <${Icon} name=${payer.kind === "own_key" ? "key" : "credits"} size=${15} />
    <span class="pill-label">${payer.label}</span><span class="pill-short" aria-hidden="true">${payer.short}</span>
    ${aside && html`<span class="pill-aside">${aside}</span>`}
    <span class="hidden">, open the model and key settings</span>
  </button>`;
}

/**
 * Fetches the settings again when the key's time is over, so that the pill never names a key that is gone.
 * @param {string | null | undefined} expires
 */
function atExpiry(expires) {
  const left = expires ? new Date(expires).getTime() - Date.now() : 0;
  if (left <= 0) return;
  const timer = setTimeout(settings.load, left + 500);
  return () => clearTimeout(timer);
}

/** @param {{ failed: boolean, error: any }} properties */
function Waiting({ failed, error }) {
  if (!failed) return html`<span class="pill pill-waiting" data-testid="key-pill" role="status" aria-label="Loading the key in use" />`;
  return html`<button type="button" class="pill pill-warning" data-testid="key-pill" title=${error.message} onClick=${settings.load}>
    <${Icon} name="retry" size=${15} /><span class="pill-label">Settings not loaded</span>
  </button>`;
}
