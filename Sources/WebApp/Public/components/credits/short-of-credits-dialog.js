import { html } from "preact-htm";
import { formatCredits, formatLongDay } from "@/lib/format.js";
import { useStore } from "@/lib/store.js";
import { Button } from "@/components/basics/button.js";
import { Dialog } from "@/components/basics/dialog.js";
import { CheaperModels } from "@/components/credits/cheaper-models.js";
import { AskForCredits } from "@/components/credits/ask-for-credits.js";
import { credits } from "@/state/credits.js";
import { closeDialog, showDialog } from "@/state/dialogs.js";

/**
 * The balance does not pay for the question: the price, the balance, and three ways out.
 * @param {{ required: number, remaining: number }} properties
 */
export function ShortOfCreditsDialog({ required, remaining }) {
  const renews = useStore(credits).value?.renews_at;
  return html`<${Dialog} title="Not enough credits for this question" onClose=${closeDialog} testid="short-of-credits"
    description="Your question is kept in the field below. Nothing was charged.">
    <dl class="figures">
      <div><dt>This question</dt><dd>${formatCredits(required)}</dd></div>
      <div><dt>You have</dt><dd>${formatCredits(remaining)}</dd></div>
      ${renews && html`<div><dt>Next credits</dt><dd>${formatLongDay(renews)}</dd></div>`}
    </dl>
    <div class="ways">
      <section class="way"><h3>A cheaper model</h3><${CheaperModels} remaining=${remaining} /></section>
      <section class="way"><h3>Your own key</h3>
        <p>Questions on your key cost no credits; the provider bills you.</p>
        <${Button} icon="key" onClick=${() => showDialog({ name: "settings", ownKey: true, focus: "key" })}>Use my own key<//>
      </section>
      <section class="way"><h3>Ask for credits</h3><${AskForCredits} required=${required} remaining=${remaining} /></section>
    </div>
  <//>`;
}
