import { html } from "preact-htm";
import { Icon } from "@/components/basics/icon.js";

/**
 * How to get a key at a provider, with the link.
 * @param {{ provider: import("@/state/catalog.js").Provider, isOpen: boolean }} properties
 */
export function KeySteps({ provider, isOpen }) {
  return html`<details class="fold key-steps" open=${isOpen} key=${provider.id}>
    <summary><${Icon} name="chevron-right" size=${14} /><span>How to get ${article(provider.name)} ${provider.name} key</span></summary>
    <ol>${(provider.key_steps ?? []).map((step) => html`<li key=${step}>${step}</li>`)}</ol>
    <p class="key-links">
      ${provider.key_url && html`<a class="link" href=${provider.key_url} target="_blank" rel="noopener noreferrer">${hostOf(provider.key_url)} <${Icon} name="external" size=${13} /></a>`}
      ${provider.billing_url && html`<a class="link" href=${provider.billing_url} target="_blank" rel="noopener noreferrer">Billing at ${provider.name} <${Icon} name="external" size=${13} /></a>`}
    </p>
  </details>`;
}

const article = (/** @type {string} */ name) => (/^[AEIOU]/.test(name) ? "an" : "a");

/** @param {string} address */
function hostOf(address) {
  try {
    const { host, pathname } = new URL(address);
    return host + pathname.replace(/\/$/, "");
  } catch {
    return address;
  }
}
