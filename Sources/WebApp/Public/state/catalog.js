import { get } from "@/lib/api.js";
import { createResource } from "@/state/resource.js";

/**
 * @typedef {{ provider: string, id: string, name: string, tier: number, tier_name: string, credits: number, context_window: number,
 *   max_output_tokens: number, input_usd_per_million: number, output_usd_per_million: number, is_reasoning: boolean,
 *   accepts_temperature: boolean, payers: string[], available: boolean }} Model
 * @typedef {{ id: string, name: string, platform: boolean, own_key: boolean, key_format_hint: string | null, key_steps: string[],
 *   key_url: string | null, billing_url: string | null }} Provider
 * @typedef {{ models: Model[], providers: Provider[], features: Record<string, number> }} Catalog
 */

/**
 * Models, providers and the prices of features.
 * @type {ReturnType<typeof createResource<Catalog>>}
 */
export const catalog = createResource(() => get("/api/models"));

/**
 * @param {Catalog | null} value
 * @param {string} provider
 * @param {string} id
 */
export const modelIn = (value, provider, id) => value?.models.find((model) => model.provider === provider && model.id === id) ?? null;

/**
 * @param {Catalog | null} value
 * @param {string} id
 */
export const providerIn = (value, id) => value?.providers.find((provider) => provider.id === id) ?? null;

const names = { openai: "OpenAI", anthropic: "Anthropic", groq: "Groq", gemini: "Gemini", local: "Local" };

/** @param {string} id */
export const providerName = (id) => providerIn(catalog.get().value, id)?.name ?? /** @type {Record<string, string>} */ (names)[id] ?? id;
