import { html } from "preact-htm";
import { stepWords } from "@/components/conversation/steps.js";
import { receiptWords } from "@/components/conversation/receipt.js";
import { isRunning } from "@/state/exchange.js";

/** @param {import("@/state/exchange.js").Exchange | undefined} exchange */
function announcement(exchange) {
  if (!exchange) return "";
  if (exchange.failure) return `No answer. ${exchange.failure.message}`;
  if (isRunning(exchange) && exchange.connection === "lost") return "Connection lost, reconnecting.";
  if (exchange.status === "running") return stepWords(exchange.steps.at(-1)) ?? "";
  if (exchange.status === "stopped") return "Stopped.";
  return exchange.receipt && exchange.steps.length ? `Answer complete, ${receiptWords(exchange.receipt)}.` : "";
}

/**
 * Tells people who listen to the page how an answer goes on: its steps and its end, not every word.
 * @param {{ exchange?: import("@/state/exchange.js").Exchange }} properties
 */
export const Announcer = ({ exchange }) => html`<p class="hidden" aria-live="polite">${announcement(exchange)}</p>`;
