import { html } from "preact-htm";
import { formatCount, formatLongDay } from "@/lib/format.js";
import { useStore } from "@/lib/store.js";
import { LoadFailure, Skeleton } from "@/components/basics/feedback.js";
import { credits } from "@/state/credits.js";

/** Plan and balance, large. */
export function BalancePanel() {
  const { value, status, error } = useStore(credits);
  if (!value) return status === "failed" ? html`<${LoadFailure} what="Your credits" error=${error} onRetry=${credits.load} />` : html`<${Skeleton} lines=${2} label="Loading your credits" />`;
  return html`<dl class="figures figures-large">
    <div><dt>Available</dt><dd>${value.is_unlimited ? "Unlimited" : formatCount(value.available)}</dd></div>
    <div><dt>Held by running questions</dt><dd>${formatCount(value.held)}</dd></div>
    <div><dt>Plan</dt><dd class="is-word">${value.plan_name}</dd></div>
    <div><dt>Renews</dt><dd class="is-word">${value.renews_at ? formatLongDay(value.renews_at) : "Never"}</dd></div>
  </dl>`;
}
