import { html } from "preact-htm";
import { isThere } from "@/components/settings/settings-saving.js";

/**
 * What a provider can be paid with here.
 * @param {import("@/state/catalog.js").Provider} provider
 * @param {any} stored
 */
function aside({ platform, own_key }, stored) {
  if (isThere(stored)) return `your key ${stored.hint ?? ""}`;
  if (!platform) return own_key ? "own key only" : "not set up";
  return own_key ? "credits or own key" : "credits";
}

/**
 * The provider, one of a row.
 * @param {{ catalog: import("@/state/catalog.js").Catalog, keys: Record<string, any>, value: string, onChange: (id: string) => void }} properties
 */
export function ProviderChoice({ catalog, keys, value, onChange }) {
  return html`<fieldset class="section"><legend class="section-title">Provider</legend>
    <div class="providers">
      ${catalog.providers.map((provider) => html`<label key=${provider.id} class="provider">
        <input type="radio" name="provider" value=${provider.id} checked=${provider.id === value} onChange=${() => onChange(provider.id)} />
        <span class="provider-name">${provider.name}</span>
        <span class="provider-aside">${aside(provider, keys[provider.id])}</span>
      </label>`)}
    </div>
  </fieldset>`;
}
