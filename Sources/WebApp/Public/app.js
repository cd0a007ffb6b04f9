import { html, render, useEffect } from "preact-htm";
import { startTheme } from "@/lib/theme.js";
import { useStore } from "@/lib/store.js";
import { LoadFailure } from "@/components/basics/feedback.js";
import { Notices } from "@/components/basics/notices.js";
import { Shell } from "@/components/shell/shell.js";
import { SignInPage } from "@/pages/sign-in.js";
import { session } from "@/state/session.js";

/** The sign-in page or the signed-in page, once the server has said who is here. */
function App() {
  const { value, status, error } = useStore(session);
  useEffect(() => void session.load(), []);
  if (!value && status === "failed") {
    return html`<main class="boot"><${LoadFailure} what="Latchkey" error=${error} onRetry=${session.load} /></main>`;
  }
  if (!value) return html`<main class="boot" aria-busy="true"><p class="hidden" role="status">Loading</p></main>`;
  return html`${value.user ? html`<${Shell} key=${value.user.id} session=${value} />` : html`<${SignInPage} session=${value} />`}<${Notices} />`;
}

startTheme();
render(html`<${App} />`, /** @type {HTMLElement} */ (document.getElementById("app")));
