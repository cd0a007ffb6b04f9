import { createStore } from "@/lib/store.js";

/** @typedef {{ id: number, text: string, tone: "plain" | "warning" | "danger" }} Notice */

/**
 * Short messages at the edge of the page.
 * @type {import("@/lib/store.js").Store<Notice[]>}
 */
export const notices = createStore(/** @type {Notice[]} */ ([]));

let count = 0;

/**
 * @param {string} text
 * @param {Notice["tone"]} [tone]
 */
export function notify(text, tone = "plain") {
  const notice = { id: ++count, text, tone };
  notices.set((now) => [...now.slice(-2), notice]);
  setTimeout(() => dismiss(notice.id), tone === "plain" ? 5000 : 10_000);
}

/** @param {number} id */
export const dismiss = (id) => notices.set((now) => now.filter((notice) => notice.id !== id));
