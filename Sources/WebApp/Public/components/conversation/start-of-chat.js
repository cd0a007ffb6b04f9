import { html } from "preact-htm";
import { keepDraft } from "@/lib/drafts.js";
import { useStore } from "@/lib/store.js";
import { draftName } from "@/state/asking.js";
import { profiles } from "@/state/datasets.js";

/**
 * Questions that the columns of a data set suggest.
 * @param {import("@/state/datasets.js").DatasetProfile} profile
 * @returns {string[]}
 */
function suggestions({ column_profiles: columns, rows }) {
  const numbers = columns.filter(({ type, distinct, name }) => (type === "number" || (type === "integer" && distinct < rows && !/id$/i.test(name))) && distinct > 5);
  const groups = columns.filter(({ type, distinct }) => (type === "text" || type === "boolean") && distinct > 1 && distinct <= 40);
  const dates = columns.filter(({ type }) => type.startsWith("date"));
  const [amount, other] = numbers;
  return [
    groups[0] && amount && `Which ${groups[0].name} has the highest total ${amount.name}?`,
    dates[0] && amount && `How did ${amount.name} develop over time? Draw it by month.`,
    amount && other && `Is ${amount.name} related to ${other.name}?`,
    "Describe this data set: what stands out, and what is missing?",
  ].filter(Boolean).slice(0, 3);
}

/**
 * First questions for a chat that has a data set and no exchange yet.
 * @param {{ chat: string | null, dataset: string | null }} properties
 */
export function StartOfChat({ chat, dataset }) {
  const profile = useStore(profiles)[dataset ?? ""]?.profile;
  if (!profile) return null;
  const choose = (/** @type {string} */ text) => { keepDraft(draftName(chat), text); document.getElementById("composer")?.focus(); };
  return html`<section class="starters" aria-label="Questions to start with">
    <h2 class="starters-title">To start with</h2>
    <ul>${suggestions(profile).map((text) => html`<li key=${text}><button type="button" class="starter" onClick=${() => choose(text)}>${text}</button></li>`)}</ul>
  </section>`;
}
