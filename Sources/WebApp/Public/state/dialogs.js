import { route } from "@/lib/router.js";
import { createStore } from "@/lib/store.js";

/**
 * The dialog that is open: settings (maybe opened to fix a provider's key), short of credits, rename or delete a chat.
 * @typedef {{ name: "settings", provider?: string, ownKey?: boolean, focus?: "model" | "key" }
 *   | { name: "short-of-credits", required: number, remaining: number, chat: string }
 *   | { name: "rename-chat" | "delete-chat", chat: { id: string, title: string } }} OpenDialog
 */

/** @type {import("@/lib/store.js").Store<OpenDialog | null>} */
export const openDialog = createStore(/** @type {OpenDialog | null} */ (null));

/** @param {OpenDialog} dialog */
export const showDialog = (dialog) => openDialog.set(dialog);
export const closeDialog = () => openDialog.set(null);

/* The back button leaves a dialog together with the page that it was opened on. */
route.subscribe(closeDialog);
