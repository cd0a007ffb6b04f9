import { get, post, send } from "@/lib/api.js";
import { followTask } from "@/lib/task-stream.js";
import { createStore } from "@/lib/store.js";
import { putChat } from "@/state/chats.js";
import { credits } from "@/state/credits.js";
import { applyEvent, exchangesOf, isRunning, newExchange } from "@/state/exchange.js";
import { settings } from "@/state/settings.js";

/**
 * The chat on the page: its exchanges, whether it has been fetched, and the stream that is being followed.
 * @typedef {{ chat: import("@/state/chats.js").Chat | null, status: "loading" | "ready" | "failed", error: any,
 *   exchanges: import("@/state/exchange.js").Exchange[] }} Conversation
 */

/** Conversations by chat id: those that were opened in this tab, so that one may answer while another is read. */
export const conversations = createStore(/** @type {Record<string, Conversation>} */ ({}));

/** @type {Map<string, AbortController>} */
const followers = new Map();

/**
 * @param {string} chat
 * @param {(now: Conversation) => Conversation} change
 */
function update(chat, change) {
  conversations.set((now) => (now[chat] ? { ...now, [chat]: change(now[chat]) } : now));
}

/**
 * @param {string} chat
 * @param {string} exchange
 * @param {(now: import("@/state/exchange.js").Exchange) => import("@/state/exchange.js").Exchange} change
 */
function updateExchange(chat, exchange, change) {
  update(chat, (now) => ({ ...now, exchanges: now.exchanges.map((each) => (each.id === exchange ? change(each) : each)) }));
}

/**
 * Starts a conversation that the server has just created.
 * @param {import("@/state/chats.js").Chat} chat
 */
export function beginConversation(chat) {
  conversations.set((now) => ({ ...now, [chat.id]: { chat, status: "ready", error: null, exchanges: [] } }));
}

/**
 * Fetches a chat; a task that still runs is followed from its beginning.
 * @param {string} id
 */
export async function openConversation(id) {
  if (conversations.get()[id]?.exchanges.some(isRunning)) return;
  conversations.set((now) => ({ ...now, [id]: now[id] ?? { chat: null, status: "loading", error: null, exchanges: [] } }));
  try {
    const { chat, messages, running_task: task } = await get(`/api/chats/${id}`);
    putChat(chat);
    const unsent = conversations.get()[id]?.exchanges.filter(({ task, status }) => !task && status === "failed") ?? [];
    const exchanges = exchangesOf(messages);
    if (task && exchanges.length) exchanges.push(restarted(/** @type {any} */ (exchanges.pop()), task));
    conversations.set((now) => ({ ...now, [id]: { chat, status: "ready", error: null, exchanges: [...exchanges, ...unsent] } }));
    if (task && exchanges.length) follow(id, exchanges[exchanges.length - 1].id, { task, open: () => Promise.reject() });
  } catch (error) {
    update(id, (now) => ({ ...now, status: "failed", error }));
  }
}

/**
 * Fetches an open chat again when another tab has asked in it.
 * @param {string} id
 */
export async function refreshConversation(id) {
  const now = conversations.get()[id];
  if (now?.status !== "ready" || now.exchanges.some(isRunning)) return;
  const answer = await get(`/api/chats/${id}`).catch(() => null);
  const known = new Set(now.exchanges.map(({ task }) => task));
  const tasks = [answer?.running_task, ...(answer?.messages ?? []).map((/** @type {any} */ { task_id: task }) => task)];
  if (tasks.some((task) => task && !known.has(task))) openConversation(id);
}

/**
 * Empties an exchange, to be told again by its task's stream.
 * @param {import("@/state/exchange.js").Exchange} exchange
 * @param {string} task
 */
const restarted = ({ id, question }, task) => ({ ...newExchange(id, question), task, status: /** @type {const} */ ("running") });

/** Forgets all conversations, at sign-out. */
export function dropConversations() {
  for (const follower of followers.values()) follower.abort();
  followers.clear();
  conversations.set({});
}

/**
 * Asks a question. Resolves when the task has ended; a refusal before it began is thrown, and the question leaves the page again.
 * @param {string} chat
 * @param {string} content
 * @param {{ payWith?: "settings" | "platform" }} options
 */
export async function ask(chat, content, { payWith = "settings" } = {}) {
  const id = crypto.randomUUID();
  const body = { content, pay_with: payWith, idempotency_key: id };
  update(chat, (now) => ({ ...now, exchanges: [...now.exchanges, newExchange(id, content)] }));
  await follow(chat, id, { open: (signal) => send("POST", `/api/chats/${chat}/messages`, { body, signal }) });
}

/**
 * @param {string} chat
 * @param {string} exchange
 * @param {{ open: (signal: AbortSignal) => Promise<Response>, task?: string }} source
 */
async function follow(chat, exchange, { open, task }) {
  const follower = new AbortController();
  followers.set(chat, follower);
  try {
    await followTask({
      open, task, signal: follower.signal,
      onConnection: (connection) => updateExchange(chat, exchange, (now) => ({ ...now, connection })),
      onEvent: (event) => receive(chat, exchange, event),
    });
  } catch (error) {
    fail(chat, exchange, /** @type {any} */ (error));
  } finally {
    if (followers.get(chat) === follower) followers.delete(chat);
    credits.load();
    settings.load();
  }
}

/**
 * @param {string} chat
 * @param {string} exchange
 * @param {import("@/lib/events.js").ServerEvent} event
 */
function receive(chat, exchange, event) {
  updateExchange(chat, exchange, (now) => applyEvent(now, event));
  // The server has only the stored answer left: what was missed is in the chat.
  if (event.event === "done" && event.data.stored) openConversation(chat);
  if (event.event !== "task") return;
  credits.load();
  if (event.data.chat) putChat({ ...event.data.chat, updated_at: new Date().toISOString() });
}

/**
 * Shows a refusal where the answer would be; out of credits, the question goes back to where it was typed.
 * @param {string} chat
 * @param {string} exchange
 * @param {import("@/lib/api.js").ApiError} error
 */
function fail(chat, exchange, error) {
  if (error.code === "credits.insufficient") {
    withdraw(chat, exchange);
    throw error;
  }
  const isGone = error.status === 404 && conversations.get()[chat]?.exchanges.find(({ id }) => id === exchange)?.task;
  const failure = { code: error.code, message: error.message, help_url: error.helpURL, details: error.details };
  updateExchange(chat, exchange, (now) => ({ ...now, failure, status: "failed" }));
  if (isGone) openConversation(chat);
}

/**
 * Takes a question off the page.
 * @param {string} chat
 * @param {string} exchange
 */
export function withdraw(chat, exchange) {
  update(chat, (now) => ({ ...now, exchanges: now.exchanges.filter(({ id }) => id !== exchange) }));
}

/**
 * Asks the server to stop; the stream then ends by itself.
 * @param {string} task
 */
export const stop = (task) => post(`/api/tasks/${task}/stop`, {});
