import { html } from "preact-htm";
import { Icon } from "@/components/basics/icon.js";
import { Popover } from "@/components/basics/popover.js";
import { notify } from "@/state/notices.js";
import { signOut } from "@/state/session.js";

/**
 * Who is signed in, and the way to the other pages.
 * @param {{ user: import("@/state/session.js").User, page: string }} properties
 */
export function AccountMenu({ user, page }) {
  const name = user.is_guest ? "Guest" : user.name || user.email || "Account";
  const trigger = html`<span class="avatar" aria-hidden="true">${name[0].toUpperCase()}</span><span class="account-name">${name}</span>`;
  return html`<${Popover} label="Account: ${name}" class="account-button" panelClass="menu" trigger=${trigger} testid="account-menu">
    ${(/** @type {() => void} */ close) => html`
      <${MenuLink} href="#/account" icon="user" isCurrent=${page === "account"} onClick=${close}>Account and use<//>
      ${user.role === "admin" && html`<${MenuLink} href="#/admin" icon="chart" isCurrent=${page === "admin"} onClick=${close}>Administration<//>`}
      <button type="button" class="menu-item" data-testid="sign-out" onClick=${leave}><${Icon} name="sign-out" />Sign out</button>`}
  <//>`;
}

const leave = () => signOut().catch((error) => notify(error.message, "danger"));

/** @param {any} properties */
const MenuLink = ({ href, icon, isCurrent, onClick, children }) => html`<a class="menu-item" href=${href} aria-current=${isCurrent ? "page" : undefined} onClick=${onClick}>
  <${Icon} name=${icon} />${children}
</a>`;
