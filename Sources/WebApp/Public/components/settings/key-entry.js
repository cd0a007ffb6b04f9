import { html, useEffect } from "preact-htm";
import { looksLikeKeyOf } from "@/lib/key-format.js";
import { useStore } from "@/lib/store.js";
import { Button } from "@/components/basics/button.js";
import { Field } from "@/components/basics/field.js";
import { Tip } from "@/components/basics/tip.js";
import { KeyOutcome } from "@/components/settings/key-outcome.js";
import { SimulatedKeys } from "@/components/settings/simulated-keys.js";
import { providerName } from "@/state/catalog.js";
import { session } from "@/state/session.js";

/**
 * The field for a key. A pasted key is checked at once, a typed one on demand; nothing is kept before "Save".
 * @param {{ provider: any, field: any }} properties
 */
export function KeyEntry({ provider, field }) {
  const { key, setKey, keyCheck, testsModel, setTestsModel, model } = field;
  const isSimulated = useStore(session).value?.simulated;
  const check = (/** @type {string} */ text) => keyCheck.run(text.trim(), testsModel ? model?.id : undefined);
  const typed = (/** @type {any} */ event) => {
    const text = event.currentTarget.value;
    setKey(text);
    keyCheck.reset();
    if (event.inputType === "insertFromPaste" && text.trim()) check(text);
  };
  useEffect(() => () => setKey(""), []);
  const guess = looksLikeKeyOf(key);
  const hint = guess && guess !== provider.id && !/sim-/.test(key) ? `This looks like a ${providerName(guess)} key. It is checked with ${provider.name} all the same.` : null;
  return html`<div class="key-entry">
    <${Field} label="${provider.name} key" type="password" class="key-field" data-testid="key-field" autocomplete="off" spellcheck="false" autocapitalize="off"
      data-1p-ignore data-lpignore="true" maxlength="600" placeholder=${provider.key_format_hint ?? ""} value=${key} onInput=${typed} aside=${html`<${WhatHappens} />`} hint=${hint} />
    <div class="key-entry-tools">
      <${Button} icon="shield" data-testid="check-key" busy=${keyCheck.check.status === "checking"} disabled=${!key.trim()} onClick=${() => check(key)}>Check key<//>
      ${model && html`<label class="check"><input type="checkbox" checked=${testsModel} onChange=${(/** @type {any} */ event) => setTestsModel(event.currentTarget.checked)} />
        Also test with ${model.name} <span class="check-aside">one token, a fraction of a cent on your account</span></label>`}
    </div>
    ${isSimulated && html`<${SimulatedKeys} provider=${provider.id} onChoose=${(/** @type {string} */ text) => { setKey(text); check(text); }} />`}
    <${KeyOutcome} provider=${provider} model=${model} check=${keyCheck.check} keepsUnchecked=${field.keepsUnchecked} onKeep=${field.setKeepsUnchecked} />
  </div>`;
}

const WhatHappens = () => html`<${Tip} about="what happens to the key">
  <p><strong>What happens to it.</strong> The key is tested, then sealed into a cookie that only this session can open. The server keeps no copy: it opens the key in memory for one answer and wipes it.</p>
  <p>It is forgotten when you sign out, when you remove it, or after some hours by itself. Nobody is ever shown more than its last four characters.</p>
<//>`;
