import { html } from "preact-htm";

const behaviours = ["good", "invalid", "expired", "disabled", "scope", "nocredit", "ratelimit", "region", "nomodel", "overloaded", "down", "midstream"];

/** @type {Record<string, string>} */
const prefixes = { openai: "sk-", anthropic: "sk-ant-", groq: "gsk_", gemini: "AIza" };

/**
 * With simulated providers: keys that behave well or badly, to try the page with.
 * @param {{ provider: string, onChoose: (key: string) => void }} properties
 */
export function SimulatedKeys({ provider, onChoose }) {
  return html`<div class="simulated-keys" role="group" aria-label="Simulated keys">
    <span>Simulated keys to try:</span>
    ${behaviours.map((name) => html`<button type="button" class="chip" key=${name} onClick=${() => onChoose(`${prefixes[provider] ?? "sk-"}sim-${name}-0001abcd`)}>${name}</button>`)}
  </div>`;
}
