import { modelIn, providerName } from "@/state/catalog.js";
import { isUsable } from "@/state/key-states.js";

/**
 * Who pays for the next question, as the page tells it.
 * @typedef {{ kind: "platform" | "own_key", tone: "plain" | "own" | "warning" | "danger", label: string, short: string, price: string,
 *   credits: number, problem: string | null }} PayerWords
 */

/**
 * @param {import("@/state/settings.js").ModelSettings} settings
 * @param {import("@/state/catalog.js").Catalog | null} catalog
 * @returns {PayerWords}
 */
export function payerWords(settings, catalog) {
  const credits = modelIn(catalog, settings.provider, settings.model)?.credits ?? settings.credits_per_query;
  if (!settings.use_own_key) return platformWords(settings.credits_per_query ?? credits);
  return ownKeyWords(settings, credits);
}

/**
 * @param {number} credits
 * @returns {PayerWords}
 */
function platformWords(credits) {
  const price = `${credits} ${credits === 1 ? "credit" : "credits"}`;
  return { kind: "platform", tone: "plain", label: "Platform key", short: "Platform", price, credits, problem: null };
}

/**
 * @param {import("@/state/settings.js").ModelSettings} settings
 * @param {number} credits
 * @returns {PayerWords}
 */
function ownKeyWords({ own_key: key, provider }, credits) {
  const name = providerName(provider);
  const hint = key.hint ? ` ${key.hint}` : "";
  const problem = problemOf(key, name);
  const label = problem ?? `Your ${name} key${hint}`;
  const tone = problem ? "danger" : key.state === "valid" ? "own" : "warning";
  return { kind: "own_key", tone, label, short: problem ?? key.hint ?? name, price: "0 credits", credits, problem };
}

/**
 * @param {import("@/state/settings.js").OwnKey} key
 * @param {string} name
 */
function problemOf(key, name) {
  const isPast = key.expires_at !== null && new Date(key.expires_at).getTime() < Date.now();
  if (key.state === "none") return `No ${name} key`;
  if (key.state === "expired" || isPast) return "Key expired";
  if (!isUsable(key.state)) return `Key ${key.state.replaceAll("_", " ")}`;
  return null;
}
