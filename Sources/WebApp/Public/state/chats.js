import { get, patch, post, remove } from "@/lib/api.js";
import { createResource } from "@/state/resource.js";

/** @typedef {{ id: string, title: string, dataset_id: string | null, created_at: string, updated_at: string }} Chat */

/**
 * The person's chats, newest first.
 * @type {ReturnType<typeof createResource<Chat[]>>}
 */
export const chats = createResource(async () => (await get("/api/chats")).chats);

/**
 * Puts a chat into the list, at its top when it is new.
 * @param {Chat} chat
 */
export function putChat(chat) {
  const list = chats.get().value ?? [];
  const isKnown = list.some(({ id }) => id === chat.id);
  chats.put(isKnown ? list.map((other) => (other.id === chat.id ? { ...other, ...chat } : other)) : [chat, ...list]);
}

/**
 * @param {{ title?: string, dataset_id?: string }} body
 * @returns {Promise<Chat>}
 */
export async function createChat(body) {
  const { chat } = await post("/api/chats", body);
  putChat(chat);
  return chat;
}

/**
 * @param {string} id
 * @param {{ title?: string, dataset_id?: string | null }} body
 */
export async function updateChat(id, body) {
  const answer = await patch(`/api/chats/${id}`, body);
  putChat(answer?.chat ?? { ...chats.get().value?.find((chat) => chat.id === id), ...body, id });
}

/** @param {string} id */
export async function deleteChat(id) {
  await remove(`/api/chats/${id}`);
  chats.put((chats.get().value ?? []).filter((chat) => chat.id !== id));
}
