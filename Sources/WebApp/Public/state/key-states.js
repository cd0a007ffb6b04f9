/**
 * How a key's state is told: a tone, a word for lists, and what to do next when the server sent no sentence of its own.
 * @typedef {{ tone: "good" | "warning" | "danger" | "plain", word: string, next: string, link: string }} KeyWords
 */

/** @type {Record<string, KeyWords>} */
const words = {
  valid: { tone: "good", word: "Valid", next: "The provider accepts this key.", link: "" },
  valid_model_unavailable: { tone: "warning", word: "Valid, but not for this model", next: "The key is good. Choose a model that it may use.", link: "Models of this provider" },
  valid_no_credit: { tone: "warning", word: "Valid, without credit", next: "The key is good, its account has no credit left. Add credit at the provider.", link: "Open billing" },
  valid_limited: { tone: "warning", word: "Valid, restricted", next: "The key is good, but some of its permissions are missing.", link: "Change its permissions" },
  rate_limited: { tone: "warning", word: "Busy, not checked yet", next: "The provider asks to wait a moment. The key is kept and checked with the first question.", link: "About rate limits" },
  unchecked: { tone: "warning", word: "Not checked yet", next: "The first answer will show whether the key works.", link: "" },
  malformed: { tone: "danger", word: "Not a key", next: "Copy the whole key, without spaces or line breaks.", link: "Open your keys" },
  invalid: { tone: "danger", word: "Refused", next: "The provider does not know this key. Copy it again or create a new one.", link: "Create a new key" },
  expired: { tone: "danger", word: "Expired", next: "This key has expired. Create a new one at the provider.", link: "Create a new key" },
  disabled: { tone: "danger", word: "Disabled", next: "The provider has disabled this key or its account.", link: "See the provider’s account page" },
  region_blocked: { tone: "danger", word: "Region not served", next: "The provider does not serve this server’s region or network.", link: "Supported regions" },
  provider_unavailable: { tone: "plain", word: "Provider is down", next: "The provider has trouble, so the key could not be checked.", link: "Provider status" },
  unreachable: { tone: "plain", word: "Not reached", next: "The provider could not be reached, so the key was not checked.", link: "Provider status" },
  none: { tone: "warning", word: "No key", next: "Paste a key to use it.", link: "" },
};

/**
 * @param {string} state
 * @returns {KeyWords}
 */
export const keyWords = (state) => words[state] ?? { tone: "plain", word: state.replaceAll("_", " "), next: "", link: "Read more" };

/**
 * States in which a stored key can serve a question.
 * @param {string} state
 */
export const isUsable = (state) => state.startsWith("valid") || state === "unchecked" || state === "rate_limited";
