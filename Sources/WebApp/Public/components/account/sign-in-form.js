import { html, useEffect, useRef, useState } from "preact-htm";
import { Button } from "@/components/basics/button.js";
import { Callout } from "@/components/basics/feedback.js";
import { Field } from "@/components/basics/field.js";
import { signIn, signUp } from "@/state/session.js";

const fieldOfError = { "auth.invalid_email": "email", "auth.email_taken": "email", "auth.weak_password": "password" };

/** @param {{ mode: "sign-in" | "sign-up" }} properties */
export function SignInForm({ mode }) {
  const isNew = mode === "sign-up";
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {any} */ (null));
  const alert = useRef(/** @type {any} */ (null));
  useEffect(() => alert.current?.focus(), [error]);
  const submit = async (/** @type {any} */ event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const { email, password, name } = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(event.currentTarget)));
    const entering = isNew ? signUp({ email, password, ...(name && { name }) }) : signIn({ email, password });
    await entering.catch((reason) => { setError(reason); setBusy(false); });
  };
  const at = /** @type {Record<string, string>} */ (fieldOfError)[error?.code];
  return html`<form class="form" onSubmit=${submit} noValidate>
    <h2>${isNew ? "Create an account" : "Sign in"}</h2>
    ${error && !at && html`<div ref=${alert} tabindex="-1"><${Callout} tone="danger" role="alert"><p>${error.message}</p><//></div>`}
    ${isNew && html`<${Field} label="Name" name="name" autocomplete="name" hint="Optional." />`}
    <${Field} label="E-mail" name="email" type="email" required autocomplete="username" spellcheck="false" error=${at === "email" ? error.message : null} />
    <${Field} label="Password" name="password" type="password" required autocomplete=${isNew ? "new-password" : "current-password"}
      hint=${isNew ? "At least 10 characters." : null} error=${at === "password" ? error.message : null} />
    <${Button} type="submit" tone="primary" class="wide" busy=${busy}>${isNew ? "Create account" : "Sign in"}<//>
  </form>`;
}
