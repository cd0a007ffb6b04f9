import { useState } from "preact-htm";
import { formatCount } from "@/lib/format.js";
import { modelIn, providerIn } from "@/state/catalog.js";

/**
 * What is chosen in the settings dialog and not saved yet. It never holds a key.
 * @typedef {{ provider: string, model: string, useOwnKey: boolean, temperature: string, maxTokens: string }} Choice
 */

/**
 * Puts a choice right: a model of its provider, and a payer that the provider allows.
 * @param {Choice} choice
 * @param {import("@/state/catalog.js").Catalog} catalog
 * @returns {Choice}
 */
export function consistent(choice, catalog) {
  const provider = providerIn(catalog, choice.provider);
  const own = catalog.models.filter((model) => model.provider === choice.provider);
  const model = modelIn(catalog, choice.provider, choice.model) ?? own.find(({ available }) => available) ?? own[0];
  const useOwnKey = provider?.own_key === false ? false : provider?.platform === false ? true : choice.useOwnKey;
  return { ...choice, model: model?.id ?? choice.model, useOwnKey };
}

/**
 * @param {import("@/state/settings.js").ModelSettings} settings
 * @param {import("@/state/catalog.js").Catalog} catalog
 * @param {{ provider?: string, ownKey?: boolean }} preset
 */
export function useChoice(settings, catalog, { provider, ownKey }) {
  const [choice, setChoice] = useState(() => consistent({
    provider: provider ?? settings.provider,
    model: settings.model,
    useOwnKey: ownKey ?? settings.use_own_key,
    temperature: settings.temperature?.toString() ?? "",
    maxTokens: settings.max_tokens?.toString() ?? "",
  }, catalog));
  /** @param {Partial<Choice>} change */
  const change = (change) => setChoice((now) => consistent({ ...now, ...change }, catalog));
  return { choice, change };
}

/**
 * What is wrong with the numbers of a choice, by field; nothing when all is well.
 * @param {Choice} choice
 * @param {import("@/state/catalog.js").Model | null} model
 * @returns {{ temperature?: string, maxTokens?: string }}
 */
export function problemsOf({ temperature, maxTokens }, model) {
  const most = model?.max_output_tokens ?? 200_000;
  const isWarm = model?.accepts_temperature === false || isWithin(temperature, 0, 2);
  const isLong = isWithin(maxTokens, 1, most) && /^\d*$/.test(maxTokens.trim());
  return {
    ...(!isWarm && { temperature: "Write a number from 0 to 2, such as 0.7, or leave it empty." }),
    ...(!isLong && { maxTokens: `Write a whole number from 1 to ${formatCount(most)}, or leave it empty.` }),
  };
}

/**
 * @param {string} text empty text is within everything
 * @param {number} least
 * @param {number} most
 */
const isWithin = (text, least, most) => text.trim() === "" || (Number(text) >= least && Number(text) <= most);

/**
 * The choice as the body of `POST /settings/model`.
 * @param {Choice} choice
 * @param {import("@/state/catalog.js").Model | null} model
 */
export function settingsBody({ provider, model: id, useOwnKey, temperature, maxTokens }, model) {
  const takesTemperature = model?.accepts_temperature !== false && temperature.trim() !== "";
  return {
    provider, model: id, use_own_key: useOwnKey,
    temperature: takesTemperature ? Number(temperature) : null,
    max_tokens: maxTokens.trim() === "" ? null : Number(maxTokens),
  };
}
