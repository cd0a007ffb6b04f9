import { html } from "preact-htm";
import { formatCount, formatCredits, formatDuration } from "@/lib/format.js";
import { Icon } from "@/components/basics/icon.js";
import { providerName } from "@/state/catalog.js";

/**
 * "your Anthropic key ····abcd · 0 credits" or "platform · 3 credits".
 * @param {import("@/state/exchange.js").Receipt} receipt
 */
export function receiptWords({ payer, provider, key_hint: hint, credits }) {
  const who = payer === "own_key" ? `your ${providerName(provider)} key${hint ? ` ${hint}` : ""}` : "platform";
  return `${who} · ${formatCredits(credits)}`;
}

/** @param {import("@/state/exchange.js").Receipt["tokens"]} tokens */
function tokenWords(tokens) {
  const about = tokens.is_estimate ? "≈ " : "";
  return `${about}${formatCount(tokens.input)} in, ${formatCount(tokens.output)} out`;
}

/** @param {import("@/state/exchange.js").Receipt["tokens"]} tokens */
function tokenDetail(tokens) {
  const parts = [tokens.cached && `${formatCount(tokens.cached)} of the input cached`, tokens.reasoning && `${formatCount(tokens.reasoning)} of the output reasoning`, tokens.is_estimate && "an estimate: the provider sent no count"];
  return parts.filter(Boolean).join("; ") || undefined;
}

/**
 * Which key served an answer and what it cost.
 * @param {{ receipt: import("@/state/exchange.js").Receipt }} properties
 */
export function Receipt({ receipt }) {
  const isOwn = receipt.payer === "own_key";
  const calls = receipt.calls === 1 ? "1 call" : `${receipt.calls} calls`;
  return html`<footer class="receipt ${isOwn ? "receipt-own" : ""}" aria-label="Receipt" data-testid="receipt">
    <span class="receipt-payer"><${Icon} name=${isOwn ? "key" : "credits"} size=${15} />${receiptWords(receipt)}</span>
    <span class="receipt-detail">${receipt.model}</span>
    <span class="receipt-detail" title=${tokenDetail(receipt.tokens)}>${tokenWords(receipt.tokens)}</span>
    <span class="receipt-detail">${calls}, ${formatDuration(receipt.duration_ms)}</span>
  </footer>`;
}
