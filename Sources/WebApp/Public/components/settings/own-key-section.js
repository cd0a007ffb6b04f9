import { html, useEffect, useState } from "preact-htm";
import { Tip } from "@/components/basics/tip.js";
import { KeyEntry } from "@/components/settings/key-entry.js";
import { KeySteps } from "@/components/settings/key-steps.js";
import { KeyRow } from "@/components/settings/key-row.js";
import { PlatformNote } from "@/components/settings/platform-note.js";
import { isThere } from "@/components/settings/settings-saving.js";

/**
 * Why the switch can't be moved, or null.
 * @param {import("@/state/catalog.js").Provider} provider
 */
function fixedBecause({ name, platform, own_key }) {
  if (!own_key) return `${name} takes no key of yours.`;
  return platform ? null : `This server has no ${name} key, so ${name} runs on your own key only.`;
}

/**
 * "Use my own key", and all that belongs to it.
 * @param {{ provider: any, choice: any, change: any, stored: any, features: any, field: any }} properties
 */
export function OwnKeySection({ provider, choice, change, stored, features, field }) {
  const [isReplacing, setReplacing] = useState(false);
  useEffect(() => setReplacing(false), [provider.id, stored?.hint, stored?.checked_at]);
  const reason = fixedBecause(provider);
  const hasKey = isThere(stored);
  return html`<section class="section own-key" aria-label="Who pays">
    <div class="switch-row">
      <label class="switch"><input type="checkbox" role="switch" data-testid="own-key-switch" checked=${choice.useOwnKey} disabled=${reason !== null}
        onChange=${(/** @type {any} */ event) => change({ useOwnKey: event.currentTarget.checked })} />Use my own key</label>
      <${Tip} about="using your own key">
        <p><strong>What it brings.</strong> Questions cost no credits: the provider bills your account, at its own prices. Its rate limits are yours, and you choose among the models that your account may use.</p>
        <p>If the key can’t be used, the question ends with a message. It is never paid with credits unless you click for it.</p>
      <//>
    </div>
    ${reason && html`<p class="field-hint">${reason}</p>`}
    ${choice.useOwnKey && hasKey && html`<${KeyRow} provider=${provider} stored=${stored} isReplacing=${isReplacing} onReplace=${() => setReplacing(!isReplacing)} />`}
    ${choice.useOwnKey && (!hasKey || isReplacing) && html`<${KeyEntry} provider=${provider} field=${field} />`}
    ${choice.useOwnKey && html`<${KeySteps} provider=${provider} isOpen=${!hasKey} /><${PlatformNote} features=${features} />`}
  </section>`;
}
