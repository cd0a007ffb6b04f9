import { keepDraft, returnDraft } from "@/lib/drafts.js";
import { go } from "@/lib/router.js";
import { createStore } from "@/lib/store.js";
import { chats, createChat, updateChat } from "@/state/chats.js";
import { ask, beginConversation, withdraw } from "@/state/conversation.js";
import { showDialog } from "@/state/dialogs.js";
import { notify } from "@/state/notices.js";

/** The data set chosen for the chat that does not exist yet. */
export const datasetOfNewChat = createStore(/** @type {string | null} */ (null));

/** @param {string | null} chat */
export const draftName = (chat) => chat ?? "new";

/**
 * Sends what was typed; a chat is created first when there is none.
 * @param {string | null} chat
 * @param {string} content
 */
export async function submit(chat, content) {
  keepDraft(draftName(chat), "");
  try {
    await askIn(chat ?? (await startChat()), content);
  } catch (error) {
    returnDraft(draftName(chat), content);
    notify(/** @type {Error} */ (error).message, "danger");
  }
}

/**
 * Asks a failed question again, on the settings' payer or, after that click only, on credits.
 * @param {string} chat
 * @param {import("@/state/exchange.js").Exchange} exchange
 * @param {"settings" | "platform"} payWith
 */
export function askAgain(chat, exchange, payWith) {
  if (!exchange.task) withdraw(chat, exchange.id);
  return askIn(chat, exchange.question, payWith);
}

/**
 * Puts a failed question back into the composer.
 * @param {string} chat
 * @param {import("@/state/exchange.js").Exchange} exchange
 */
export function edit(chat, exchange) {
  if (!exchange.task) withdraw(chat, exchange.id);
  returnDraft(chat, exchange.question);
  document.getElementById("composer")?.focus();
}

/**
 * @param {string} chat
 * @param {string} content
 * @param {"settings" | "platform"} [payWith]
 */
async function askIn(chat, content, payWith = "settings") {
  try {
    await ask(chat, content, { payWith });
  } catch (error) {
    const { details } = /** @type {import("@/lib/api.js").ApiError} */ (error);
    returnDraft(chat, content);
    showDialog({ name: "short-of-credits", required: details.required, remaining: details.remaining, chat });
  }
}

/** @returns {Promise<string>} the new chat's id */
async function startChat() {
  const dataset = datasetOfNewChat.get();
  const chat = await createChat(dataset ? { dataset_id: dataset } : {});
  datasetOfNewChat.set(null);
  beginConversation(chat);
  go(`/chats/${chat.id}`, { replace: true });
  return chat.id;
}

/**
 * Chooses the data set that the questions of a chat are about.
 * @param {string | null} chat
 * @param {string} dataset
 */
export async function chooseDataset(chat, dataset) {
  if (chat === null) datasetOfNewChat.set(dataset);
  else await updateChat(chat, { dataset_id: dataset }).catch((error) => notify(error.message, "danger"));
}

/**
 * @param {string | null} chat
 * @returns {string | null}
 */
export function datasetOf(chat) {
  if (chat === null) return datasetOfNewChat.get();
  return chats.get().value?.find(({ id }) => id === chat)?.dataset_id ?? null;
}
