import { html, useState } from "preact-htm";
import { Button } from "@/components/basics/button.js";
import { Callout } from "@/components/basics/feedback.js";
import { SimulatedBanner } from "@/components/shell/banners.js";
import { ThemeToggle } from "@/components/shell/theme-toggle.js";
import { Wordmark } from "@/components/shell/wordmark.js";
import { SignInForm } from "@/components/account/sign-in-form.js";
import { SampleAnswer } from "@/components/account/sample-answer.js";
import { enterAsGuest } from "@/state/session.js";

/**
 * Sign in, sign up, or look around as a guest.
 * @param {{ session: import("@/state/session.js").Session }} properties
 */
export function SignInPage({ session }) {
  const [mode, setMode] = useState(/** @type {"sign-in" | "sign-up"} */ ("sign-in"));
  return html`<div class="entry">
    ${session.simulated && html`<${SimulatedBanner} />`}
    <header class="entry-head"><${Wordmark} /><${ThemeToggle} /></header>
    <main class="entry-main">
      <section class="entry-words" aria-labelledby="entry-title">
        <h1 id="entry-title">Ask your data. Check the answer.</h1>
        <p>Latchkey runs code on your own rows and shows all of it: the program, the tables, the conclusion, and who paid.</p>
        <${SampleAnswer} />
      </section>
      <section class="entry-card" aria-label="Sign in">
        <${SignInForm} key=${mode} mode=${mode} />
        ${session.sign_up_allowed && html`<${OtherMode} mode=${mode} onChange=${setMode} />`}
        ${session.guests_allowed && html`<${GuestEntry} />`}
      </section>
    </main>
  </div>`;
}

/** @param {{ mode: string, onChange: (mode: any) => void }} properties */
function OtherMode({ mode, onChange }) {
  const isSignIn = mode === "sign-in";
  return html`<p class="entry-other">${isSignIn ? "New here?" : "Have an account?"}${" "}
    <button type="button" class="link" onClick=${() => onChange(isSignIn ? "sign-up" : "sign-in")}>${isSignIn ? "Create an account" : "Sign in"}</button>
  </p>`;
}

/** A way in without an account. */
function GuestEntry() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  const enter = async () => {
    setBusy(true);
    await enterAsGuest().catch((reason) => { setError(reason); setBusy(false); });
  };
  return html`<div class="entry-guest">
    <p class="rule"><span>or</span></p>
    <${Button} class="wide" busy=${busy} onClick=${enter}>Look around as a guest<//>
    <p class="field-hint">A few credits to try it with, or your own key.</p>
    ${error && html`<${Callout} tone="danger" role="alert"><p>${error.message}</p><//>`}
  </div>`;
}
