import { route } from "@/lib/router.js";
import { createStore } from "@/lib/store.js";

/** @typedef {{ id: number, text: string, tone: "plain" | "warning" | "danger" }} Notice */

/**
 * Short messages at the edge of the page.
 * @type {import("@/lib/store.js").Store<Notice[]>}
 */
export const notices = createStore(/** @type {Notice[]} */ ([]));

/** Milliseconds that a message stays; a pointer or the focus on the messages keeps them longer. */
const stay = { plain: 5000, warning: 8000, danger: 10_000 };

/** @type {Map<number, number>} */
const timers = new Map();
let count = 0;

/** @param {Notice} notice */
const startTimer = ({ id, tone }) => timers.set(id, setTimeout(() => dismiss(id), stay[tone]));

/**
 * @param {string} text
 * @param {Notice["tone"]} [tone]
 */
export function notify(text, tone = "plain") {
  const notice = { id: ++count, text, tone };
  notices.set((now) => [...now.slice(-2), notice]);
  startTimer(notice);
}

/** @param {number} id */
export function dismiss(id) {
  clearTimeout(timers.get(id));
  timers.delete(id);
  notices.set((now) => now.filter((notice) => notice.id !== id));
}

/** Keeps all messages for as long as somebody reads or uses them. */
export function keepNotices() {
  for (const timer of timers.values()) clearTimeout(timer);
}

/** Lets the messages go again, after their whole time. */
export function letNoticesGo() {
  keepNotices();
  notices.get().forEach(startTimer);
}

/* What was said about one page is not said over the next. */
route.subscribe(() => notices.get().forEach(({ id }) => dismiss(id)));
