import { html } from "preact-htm";
import { formatCount, formatLongDay } from "@/lib/format.js";
import { useStore } from "@/lib/store.js";
import { credits } from "@/state/credits.js";

/** What is left on the account, and what running tasks hold. */
export function Balance() {
  const { value, status } = useStore(credits);
  if (!value) return html`<a class="balance" href="#/account" data-testid="balance" aria-label="Credits">${status === "failed" ? "– credits" : html`<span class="balance-waiting" />`}</a>`;
  const amount = value.is_unlimited ? "Unlimited" : formatCount(value.available);
  const renews = value.renews_at ? `, renews on ${formatLongDay(value.renews_at)}` : "";
  return html`<a class="balance" href="#/account" data-testid="balance" title="${value.plan_name} plan${renews}">
    <strong class="balance-amount ${value.available === 0 && !value.is_unlimited ? "balance-out" : ""}">${amount}</strong>
    <span class="balance-unit">${value.is_unlimited ? "plan" : value.available === 1 ? "credit" : "credits"}</span>
    ${value.held > 0 && html`<span class="balance-held">${formatCount(value.held)} held</span>`}
  </a>`;
}
