import { get, post, remove } from "@/lib/api.js";
import { createResource } from "@/state/resource.js";

/**
 * @typedef {{ state: string, hint: string | null, checked_at: string | null, expires_at: string | null, sentence?: string, help_url?: string }} KeyStatus
 * @typedef {KeyStatus & { active: boolean }} OwnKey
 * @typedef {{ provider: string, model: string, temperature: number | null, max_tokens: number | null, credits_per_query: number,
 *   use_own_key: boolean, own_key: OwnKey, keys: Record<string, KeyStatus | null>, payer: "platform" | "own_key" }} ModelSettings
 * @typedef {{ provider: string, outcome: string, sentence: string, help_url: string | null, kept_allowed: "yes" | "unchecked" | "no",
 *   models?: string[], hint: string | null, looks_like: string | null }} KeyReport
 */

/**
 * The session's model settings; they never hold a key.
 * @type {ReturnType<typeof createResource<ModelSettings>>}
 */
export const settings = createResource(() => get("/api/model-settings"));

/**
 * Saves settings; a key in `body` is tested by the server first.
 * @param {object} body
 */
export async function saveSettings(body) {
  settings.put(await post("/settings/model", body));
}

/** @param {string} provider */
export async function removeKey(provider) {
  settings.put(await remove(`/api/keys/${provider}`));
}

/**
 * @param {{ provider: string, api_key: string, model?: string }} body
 * @param {AbortSignal} signal
 * @returns {Promise<KeyReport>}
 */
export const checkKey = (body, signal) => post("/api/keys/check", body, { signal });
