import { html, useEffect, useState } from "preact-htm";
import { get } from "@/lib/api.js";
import { formatCount, formatMinute } from "@/lib/format.js";
import { Button } from "@/components/basics/button.js";
import { Empty, LoadFailure, Skeleton } from "@/components/basics/feedback.js";
import { entryName, featureName } from "@/components/usage/words.js";

/** Every movement of a person's credits, the newest first. */
export function LedgerSection() {
  const [entries, setEntries] = useState(/** @type {any[] | null} */ (null));
  const [next, setNext] = useState(/** @type {number | null} */ (null));
  const [error, setError] = useState(/** @type {any} */ (null));
  const load = async (/** @type {number | null} */ before) => {
    setError(null);
    try {
      const page = await get(`/api/user/ledger?limit=50${before ? `&before=${before}` : ""}`);
      setEntries((now) => [...(before ? now ?? [] : []), ...page.entries]);
      setNext(page.next_before);
    } catch (reason) {
      setError(reason);
    }
  };
  useEffect(() => void load(null), []);
  return html`<section class="panel" aria-labelledby="ledger-title">
    <div class="panel-head"><h2 id="ledger-title">Ledger</h2></div>
    ${!entries && !error && html`<${Skeleton} lines=${6} label="Loading the ledger" />`}
    ${entries?.length === 0 && html`<${Empty} title="No movements yet"><p>Grants, holds and charges will stand here.</p><//>`}
    ${entries && entries.length > 0 && html`<${LedgerTable} entries=${entries} />`}
    ${error && html`<${LoadFailure} what="The ledger" error=${error} onRetry=${() => load(next)} />`}
    ${next && !error && html`<${Button} tone="quiet" onClick=${() => load(next)}>Show older entries<//>`}
  </section>`;
}

const signed = (/** @type {number} */ value) => (value > 0 ? `+${formatCount(value)}` : value < 0 ? `−${formatCount(-value)}` : "–");

/** @param {{ entries: any[] }} properties */
function LedgerTable({ entries }) {
  return html`<div class="table-scroll table-framed" tabindex="0" role="region" aria-label="Entries of the ledger">
    <table class="table">
      <thead><tr><th scope="col">Time</th><th scope="col">Entry</th><th scope="col">For</th><th scope="col">By</th>
        ${["Available", "Held", "Left"].map((name) => html`<th scope="col" class="is-number">${name}</th>`)}</tr></thead>
      <tbody>${entries.map((entry) => html`<tr key=${entry.id}>
        <td>${formatMinute(entry.at)}</td><td>${entryName(entry.kind)}</td><td>${purpose(entry)}</td><td class="quiet">${entry.by ?? "–"}</td>
        <td class="is-number">${signed(entry.available_change)}</td><td class="is-number">${signed(entry.held_change)}</td><td class="is-number">${formatCount(entry.available_after)}</td>
      </tr>`)}</tbody>
    </table>
  </div>`;
}

/** @param {any} entry */
function purpose({ feature, model, reason }) {
  const parts = [feature && featureName(feature), model, reason?.replaceAll("_", " ")].filter(Boolean);
  return parts.length ? parts.join(" · ") : "–";
}
