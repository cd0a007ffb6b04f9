import { html } from "preact-htm";
import { formatCredits } from "@/lib/format.js";
import { Icon } from "@/components/basics/icon.js";

/**
 * What the next question will cost with the choice as it stands.
 * @param {{ choice: import("@/components/settings/settings-choice.js").Choice, model: import("@/state/catalog.js").Model | null }} properties
 */
export function PriceLine({ choice, model }) {
  const words = choice.useOwnKey ? "your key · 0 credits" : `${formatCredits(model?.credits ?? 0)} · platform`;
  return html`<p class="price-line ${choice.useOwnKey ? "price-own" : ""}"><${Icon} name=${choice.useOwnKey ? "key" : "credits"} size=${15} /><span>Each question: ${words}</span></p>`;
}
