import { html, useState } from "preact-htm";
import { go, route } from "@/lib/router.js";
import { Button } from "@/components/basics/button.js";
import { Dialog } from "@/components/basics/dialog.js";
import { Callout } from "@/components/basics/feedback.js";
import { deleteChat } from "@/state/chats.js";
import { closeDialog } from "@/state/dialogs.js";

/** @param {{ chat: { id: string, title: string } }} properties */
export function DeleteChatDialog({ chat }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  const confirm = async () => {
    setBusy(true);
    await deleteChat(chat.id).then(() => leave(chat.id), (reason) => { setError(reason); setBusy(false); });
  };
  const footer = html`<${Button} onClick=${closeDialog}>Keep it<//><${Button} tone="danger" busy=${busy} onClick=${confirm}>Delete chat<//>`;
  return html`<${Dialog} title="Delete this chat?" onClose=${closeDialog} footer=${footer}
    description="“${chat.title || "New chat"}” and its answers will be gone. Its data set stays, and so do the receipts in your account.">
    ${error && html`<${Callout} tone="danger" role="alert"><p>${error.message}</p><//>`}
  <//>`;
}

/** @param {string} deleted */
function leave(deleted) {
  closeDialog();
  if (route.get().id === deleted) go("/chats", { replace: true });
}
