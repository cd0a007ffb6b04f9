import { html, useState } from "preact-htm";
import { Button } from "@/components/basics/button.js";
import { Dialog } from "@/components/basics/dialog.js";
import { Field } from "@/components/basics/field.js";
import { updateChat } from "@/state/chats.js";
import { closeDialog } from "@/state/dialogs.js";

/** @param {{ chat: { id: string, title: string } }} properties */
export function RenameChatDialog({ chat }) {
  const [title, setTitle] = useState(chat.title);
  const [error, setError] = useState(/** @type {string | null} */ (null));
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    await updateChat(chat.id, { title: title.trim() }).then(closeDialog, (reason) => setError(reason.message));
  };
  const footer = html`<${Button} onClick=${closeDialog}>Cancel<//>
    <${Button} tone="primary" type="submit" form="rename-chat" disabled=${!title.trim()}>Rename<//>`;
  return html`<${Dialog} title="Rename chat" onClose=${closeDialog} footer=${footer}>
    <form id="rename-chat" onSubmit=${save}>
      <${Field} label="Title" value=${title} maxLength="120" error=${error} onInput=${(/** @type {any} */ event) => setTitle(event.currentTarget.value)} />
    </form>
  <//>`;
}
