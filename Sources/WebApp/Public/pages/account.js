import { html } from "preact-htm";
import { BalancePanel } from "@/components/account/balance-panel.js";
import { PasswordForm } from "@/components/account/password-form.js";
import { Button } from "@/components/basics/button.js";
import { LedgerSection } from "@/components/usage/ledger-section.js";
import { UsageSection } from "@/components/usage/usage-section.js";
import { notify } from "@/state/notices.js";
import { signOut } from "@/state/session.js";

/**
 * A person's credits, use, ledger and password.
 * @param {{ user: import("@/state/session.js").User }} properties
 */
export function AccountPage({ user }) {
  return html`<div class="page">
    <header class="page-head"><div><h1>Account</h1><p class="page-aside">${user.is_guest ? "Guest session" : user.email}</p></div>
      <${Button} icon="sign-out" onClick=${leave}>Sign out<//></header>
    <section class="panel" aria-label="Credits"><${BalancePanel} /></section>
    <${UsageSection} />
    <${LedgerSection} />
    ${!user.is_guest && html`<section class="panel" aria-labelledby="password-title"><div class="panel-head"><h2 id="password-title">Password</h2></div><${PasswordForm} email=${user.email} /></section>`}
    ${user.is_guest && html`<p class="field-hint">A guest’s chats and credits end with this session. Signing out also ends any key kept in it.</p>`}
  </div>`;
}

const leave = () => signOut().catch((error) => notify(error.message, "danger"));
