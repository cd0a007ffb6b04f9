import { html } from "preact-htm";
import { useStore } from "@/lib/store.js";
import { Icon } from "@/components/basics/icon.js";
import { Popover } from "@/components/basics/popover.js";
import { conversations } from "@/state/conversation.js";
import { showDialog } from "@/state/dialogs.js";
import { isRunning } from "@/state/exchange.js";

/**
 * One chat of the list, with its menu.
 * @param {{ chat: import("@/state/chats.js").Chat, isCurrent: boolean }} properties
 */
export function ChatRow({ chat, isCurrent }) {
  const isBusy = useStore(conversations)[chat.id]?.exchanges.some(isRunning);
  const title = chat.title || "New chat";
  return html`<li class="chat-row ${isCurrent ? "is-current" : ""}">
    <a href="#/chats/${chat.id}" aria-current=${isCurrent ? "page" : undefined} title=${title}>
      ${isBusy && html`<span class="chat-row-busy" role="img" aria-label="Answering" />`}<span class="chat-row-title">${title}</span>
    </a>
    <${Popover} label="Actions for ${title}" class="icon-button chat-row-more" panelClass="menu" align="end" trigger=${html`<${Icon} name="more" />`}>
      ${(/** @type {() => void} */ close) => html`
        <${Action} icon="pencil" label="Rename" onClick=${() => { close(); showDialog({ name: "rename-chat", chat }); }} />
        <${Action} icon="trash" label="Delete" tone="danger" onClick=${() => { close(); showDialog({ name: "delete-chat", chat }); }} />`}
    <//>
  </li>`;
}

/** @param {{ icon: string, label: string, tone?: string, onClick: () => void }} properties */
const Action = ({ icon, label, tone = "plain", onClick }) => html`<button type="button" class="menu-item menu-${tone}" onClick=${onClick}>
  <${Icon} name=${icon} />${label}
</button>`;
