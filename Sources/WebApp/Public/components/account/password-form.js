import { html, useState } from "preact-htm";
import { Button } from "@/components/basics/button.js";
import { Callout } from "@/components/basics/feedback.js";
import { Field } from "@/components/basics/field.js";
import { notify } from "@/state/notices.js";
import { changePassword } from "@/state/session.js";

/**
 * Changes the password; other sessions end with the old one.
 * @param {{ email: string | null }} properties
 */
export function PasswordForm({ email }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {any} */ (null));
  const submit = async (/** @type {any} */ event) => {
    event.preventDefault();
    const form = event.currentTarget;
    setBusy(true);
    setError(null);
    const { current, next } = /** @type {any} */ (Object.fromEntries(new FormData(form)));
    await changePassword({ current, new: next }).then(() => { form.reset(); notify("Your password was changed."); }, setError);
    setBusy(false);
  };
  const isWeak = error?.code === "auth.weak_password";
  return html`<form class="form form-narrow" onSubmit=${submit}>
    <input type="text" class="hidden" autocomplete="username" value=${email ?? ""} readonly tabindex="-1" aria-hidden="true" />
    <${Field} label="Current password" name="current" type="password" required autocomplete="current-password" />
    <${Field} label="New password" name="next" type="password" required minlength="10" autocomplete="new-password" hint="At least 10 characters." error=${isWeak ? error.message : null} />
    ${error && !isWeak && html`<${Callout} tone="danger" role="alert"><p>${error.message}</p><//>`}
    <${Button} type="submit" busy=${busy}>Change password<//>
  </form>`;
}
