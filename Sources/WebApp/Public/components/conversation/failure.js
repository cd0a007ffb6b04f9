import { html } from "preact-htm";
import { formatCredits } from "@/lib/format.js";
import { useStore } from "@/lib/store.js";
import { Button } from "@/components/basics/button.js";
import { Callout } from "@/components/basics/feedback.js";
import { Icon } from "@/components/basics/icon.js";
import { askAgain, edit } from "@/state/asking.js";
import { catalog, modelIn, providerIn } from "@/state/catalog.js";
import { showDialog } from "@/state/dialogs.js";
import { settings } from "@/state/settings.js";

/**
 * The provider whose key the person has to fix, or null when the failure has another cause.
 * @param {import("@/state/exchange.js").Failure} failure
 * @param {any} current
 * @param {string | null} payer
 */
function providerToFix({ code, details }, current, payer) {
  const isAboutKey = code.startsWith("key.") || (payer === "own_key" && code.startsWith("provider."));
  return details?.fix_key ?? (isAboutKey ? current?.provider ?? null : null);
}

/**
 * Credits that this question costs on the platform, or null when the platform can't serve it.
 * @param {import("@/state/exchange.js").Failure} failure
 * @param {any} current
 * @param {any} models
 */
function priceOnCredits({ details }, current, models) {
  if (details?.price_on_credits) return details.price_on_credits;
  if (!providerIn(models, current?.provider)?.platform) return null;
  return modelIn(models, current.provider, current.model)?.credits ?? null;
}

/**
 * Why there is no answer, in words, and what can be done.
 * @param {{ chat: string, exchange: import("@/state/exchange.js").Exchange, failure: import("@/state/exchange.js").Failure, canAct: boolean }} properties
 */
export function Failure({ chat, exchange, failure, canAct }) {
  const current = useStore(settings).value;
  const models = useStore(catalog).value;
  const provider = providerToFix(failure, current, exchange.payer);
  const price = provider ? priceOnCredits(failure, current, models) : null;
  const isSaid = /nothing was charged/i.test(failure.message);
  const isCharged = failure.code === "network" || (exchange.receipt?.credits ?? 0) > 0;
  return html`<${Callout} tone="danger" role="group" aria-label="No answer" data-testid="answer-error" data-code=${failure.code}>
    <p class="callout-title">${failure.message}</p>
    ${!isCharged && html`<p>${isSaid ? "Your question is kept." : "Nothing was charged, and your question is kept."}</p>`}
    ${failure.help_url && html`<p><a class="link" href=${failure.help_url} target="_blank" rel="noopener noreferrer">What to do about it <${Icon} name="external" size=${13} /></a></p>`}
    ${canAct && html`<div class="actions">
      ${provider && html`<${Button} tone="primary" icon="key" data-testid="fix-key" onClick=${() => showDialog({ name: "settings", provider, ownKey: true, focus: "key" })}>Fix key<//>`}
      ${price && html`<${Button} icon="credits" data-testid="pay-with-credits" onClick=${() => askAgain(chat, exchange, "platform")}>Send this one with ${formatCredits(price)}<//>`}
      <${Button} icon="retry" tone=${provider ? "quiet" : "plain"} onClick=${() => askAgain(chat, exchange, "settings")}>Try again<//>
      <${Button} icon="pencil" tone="quiet" onClick=${() => edit(chat, exchange)}>Edit<//>
    </div>`}
  <//>`;
}
