import { settingsBody } from "@/components/settings/settings-choice.js";
import { catalog } from "@/state/catalog.js";
import { closeDialog } from "@/state/dialogs.js";
import { keyWords } from "@/state/key-states.js";
import { notify } from "@/state/notices.js";
import { saveSettings, settings } from "@/state/settings.js";

const keyIsMissing = { code: "key.missing", message: "Paste a key first, or turn off “Use my own key”.", details: { outcome: "none" } };

/**
 * Saves a choice, with the typed key when there is one; closes the dialog when the server took it.
 * @param {{ choice: import("@/components/settings/settings-choice.js").Choice, model: any, key: string, keepsUnchecked: boolean, testsModel: boolean, stored: any }} input
 * @returns {Promise<{ error: any, isAboutKey: boolean } | null>} what stands in the way, if anything
 */
export async function save({ choice, model, key, keepsUnchecked, testsModel, stored }) {
  const typed = choice.useOwnKey ? key.trim() : "";
  if (choice.useOwnKey && !typed && !isThere(stored)) return { error: keyIsMissing, isAboutKey: true };
  const withKey = typed && { api_key: typed, ...(keepsUnchecked && { keep_unchecked: true }), ...(testsModel && { test_model: true }) };
  try {
    await saveSettings({ ...settingsBody(choice, model), ...withKey });
  } catch (reason) {
    const error = /** @type {any} */ (reason);
    return { error, isAboutKey: choice.useOwnKey && error.code.startsWith("key.") };
  }
  closeDialog();
  catalog.load();
  tell();
  return null;
}

/**
 * Whether a key of this provider is kept already.
 * @param {import("@/state/settings.js").KeyStatus | null} stored
 */
export const isThere = (stored) => Boolean(stored && stored.state !== "none");

function tell() {
  const saved = settings.get().value;
  const isWarned = saved?.use_own_key && saved.own_key.state !== "valid";
  if (!isWarned) return notify(saved?.use_own_key ? "Saved. Your own key pays from the next question on." : "Saved. Credits pay from the next question on.");
  const { word, next } = keyWords(saved.own_key.state);
  notify(`Saved. ${word}: ${next}`, "warning");
}
