import { html } from "preact-htm";
import { useStore } from "@/lib/store.js";
import { DeleteChatDialog } from "@/components/shell/delete-chat-dialog.js";
import { RenameChatDialog } from "@/components/shell/rename-chat-dialog.js";
import { SettingsDialog } from "@/components/settings/settings-dialog.js";
import { ShortOfCreditsDialog } from "@/components/credits/short-of-credits-dialog.js";
import { openDialog } from "@/state/dialogs.js";

const dialogs = {
  settings: SettingsDialog,
  "short-of-credits": ShortOfCreditsDialog,
  "rename-chat": RenameChatDialog,
  "delete-chat": DeleteChatDialog,
};

/** The dialog that is open, if any. */
export function Dialogs() {
  const dialog = useStore(openDialog);
  return dialog && html`<${dialogs[dialog.name]} key=${dialog.name} ...${dialog} />`;
}
