import { html, useState } from "preact-htm";
import { post } from "@/lib/api.js";
import { Button } from "@/components/basics/button.js";
import { Dialog } from "@/components/basics/dialog.js";
import { Callout } from "@/components/basics/feedback.js";
import { Field } from "@/components/basics/field.js";
import { nameOf } from "@/components/admin/users-table.js";
import { PlanChoice } from "@/components/admin/plan-choice.js";
import { notify } from "@/state/notices.js";

/**
 * Grants credits to a person, or changes the plan. An answer may get lost: saving again in the same dialog grants nothing twice.
 * @param {{ user: any, onClose: () => void, onDone: () => void }} properties
 */
export function GrantDialog({ user, onClose, onDone }) {
  const [busy, setBusy] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const [error, setError] = useState(/** @type {any} */ (null));
  const submit = async (/** @type {any} */ event) => {
    event.preventDefault();
    const { amount, reason, plan } = /** @type {any} */ (Object.fromEntries(new FormData(event.currentTarget)));
    setBusy(true);
    setError(null);
    try {
      if (plan && plan !== user.plan) await post(`/api/admin/users/${user.id}/plan`, { plan });
      if (amount) await post(`/api/admin/users/${user.id}/grants`, { amount: Number(amount), reason, idempotency_key: key });
      notify(`Saved for ${nameOf(user)}.`);
      onDone();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const footer = html`<${Button} onClick=${onClose}>Cancel<//><${Button} tone="primary" type="submit" form="grant" busy=${busy}>Save<//>`;
  return html`<${Dialog} title="Grant credits" description=${`To ${nameOf(user)}, who has ${user.available ?? "no"} credits available.`} onClose=${onClose} footer=${footer}>
    <form id="grant" class="form" onSubmit=${submit}>
      <${Field} label="Credits" name="amount" type="number" min="1" max="1000000" step="1" inputmode="numeric" />
      <${Field} label="Reason" name="reason" maxlength="200" hint="It stands in the person’s ledger." />
      <${PlanChoice} plan=${user.plan} />
      ${error && html`<${Callout} tone="danger" role="alert"><p>${error.message}</p><//>`}
    </form>
  <//>`;
}
