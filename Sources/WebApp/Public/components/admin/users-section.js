import { html, useEffect, useState } from "preact-htm";
import { get } from "@/lib/api.js";
import { Empty, LoadFailure, Skeleton } from "@/components/basics/feedback.js";
import { Field } from "@/components/basics/field.js";
import { GrantDialog } from "@/components/admin/grant-dialog.js";
import { UsersTable } from "@/components/admin/users-table.js";
import { useFetched } from "@/components/usage/use-fetched.js";

/** People with their plans and balances, and a way to grant credits. */
export function UsersSection() {
  const [text, setText] = useState("");
  const search = useDelayed(text, 250);
  const [chosen, setChosen] = useState(/** @type {any} */ (null));
  const { value, error, reload } = useFetched(search, () => get(`/api/admin/users?search=${encodeURIComponent(search)}`));
  return html`<section class="panel" aria-labelledby="users-title">
    <div class="panel-head"><h2 id="users-title">People</h2>
      <${Field} label=${html`<span class="hidden">Search people</span>`} type="search" class="search" placeholder="Search by e-mail or name" value=${text} onInput=${(/** @type {any} */ event) => setText(event.currentTarget.value)} /></div>
    ${error && html`<${LoadFailure} what="The people" error=${error} onRetry=${reload} />`}
    ${!value && !error && html`<${Skeleton} lines=${4} label="Loading people" />`}
    ${value && !value.users.length && html`<${Empty} title="Nobody matches" />`}
    ${value?.users.length > 0 && html`<${UsersTable} users=${value.users} onGrant=${setChosen} />`}
    ${chosen && html`<${GrantDialog} user=${chosen} onClose=${() => setChosen(null)} onDone=${() => { setChosen(null); reload(); }} />`}
  </section>`;
}

/**
 * A value once it has stood still for a while.
 * @param {string} value
 * @param {number} milliseconds
 */
function useDelayed(value, milliseconds) {
  const [delayed, setDelayed] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value]);
  return delayed;
}
