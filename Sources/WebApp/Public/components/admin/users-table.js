import { html } from "preact-htm";
import { formatCount, formatMinute } from "@/lib/format.js";
import { Button } from "@/components/basics/button.js";

/** @param {{ users: any[], onGrant: (user: any) => void }} properties */
export function UsersTable({ users, onGrant }) {
  return html`<div class="table-scroll table-framed" tabindex="0" role="region" aria-label="List of people">
    <table class="table">
      <thead><tr><th scope="col">Person</th><th scope="col">Role</th><th scope="col">Plan</th><th scope="col" class="is-number">Available</th><th scope="col" class="is-number">Held</th><th scope="col">Since</th><th scope="col"><span class="hidden">Actions</span></th></tr></thead>
      <tbody>${users.map((user) => html`<tr key=${user.id}>
        <th scope="row">${nameOf(user)}</th><td>${user.is_guest ? "guest" : user.role}</td><td>${user.plan ?? "–"}</td><td class="is-number">${user.plan ? formatCount(user.available) : "–"}</td>
        <td class="is-number">${user.plan ? formatCount(user.held) : "–"}</td><td class="quiet">${formatMinute(user.created_at)}</td>
        <td><${Button} tone="quiet" aria-label="Grant credits to ${nameOf(user)}" onClick=${() => onGrant(user)}>Grant<//></td>
      </tr>`)}</tbody>
    </table>
  </div>`;
}

/** @param {any} user */
export const nameOf = ({ email, name, id }) => email ?? name ?? `Guest ${id.slice(-6)}`;
