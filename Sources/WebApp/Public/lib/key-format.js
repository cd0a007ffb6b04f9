/** @type {[RegExp, string][]} */
const shapes = [
  [/^sk-ant-/, "anthropic"],
  [/^gsk_/, "groq"],
  [/^(AIza|AQ\.)/, "gemini"],
  [/^sk-(proj-|svcacct-|admin-)?/, "openai"],
];

/**
 * The provider whose keys usually look like this. A hint only: formats change, so it never refuses a key.
 * @param {string} key
 */
export function looksLikeKeyOf(key) {
  return shapes.find(([shape]) => shape.test(key.trim()))?.[1] ?? null;
}
