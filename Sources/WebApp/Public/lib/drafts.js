import { createStore } from "@/lib/store.js";

const name = "latchkey.drafts";

/** @returns {Record<string, string>} */
function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "{}");
  } catch {
    return {};
  }
}

/** What was typed and not sent, by chat ("new" for the chat that does not exist yet). It lives as long as the tab. */
export const drafts = createStore(kept());

drafts.subscribe(() => sessionStorage.setItem(name, JSON.stringify(drafts.get())));

/**
 * @param {string} chat
 * @param {string} text
 */
export const keepDraft = (chat, text) => drafts.set((now) => ({ ...now, [chat]: text }));

/**
 * Puts a question back where it was typed, before anything that was typed since.
 * @param {string} chat
 * @param {string} text
 */
export const returnDraft = (chat, text) => keepDraft(chat, [text, drafts.get()[chat]].filter(Boolean).join("\n"));

/** Forgets all drafts, at sign-out. */
export const dropDrafts = () => drafts.set({});
