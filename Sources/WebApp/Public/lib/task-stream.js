import { ApiError, send } from "@/lib/api.js";
import { eventsOf } from "@/lib/events.js";
import { untilOnline, wait } from "@/lib/wait.js";

const attempts = 8;

/**
 * Follows a task to its end, over as many connections as that takes. The first connection comes from `open`;
 * once the task has a name, a lost connection is resumed after the last event that was seen.
 * @param {{
 *   open: (signal: AbortSignal) => Promise<Response>,
 *   task?: string | null,
 *   onEvent: (event: import("@/lib/events.js").ServerEvent) => void,
 *   onConnection: (state: "open" | "lost") => void,
 *   signal: AbortSignal,
 * }} options
 */
export async function followTask({ open, task = null, onEvent, onConnection, signal }) {
  /** @type {string | null} */
  let lastEvent = null;
  for (let failures = 0; failures < attempts; failures += 1) {
    try {
      /** @type {Response} */
      const response = task ? await resume(task, lastEvent, signal) : await open(signal);
      onConnection("open");
      for await (const event of eventsOf(response)) {
        failures = 0;
        lastEvent = event.id ?? lastEvent;
        if (event.event === "task") task = event.data.task_id;
        onEvent(event);
        if (event.event === "done") return;
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && !isPassing(error, task !== null)) throw error;
    }
    onConnection("lost");
    await pause(failures, signal);
    if (signal.aborted) return;
  }
  throw lostConnection(task !== null);
}

/**
 * Whether another attempt may find a server: none was reached, or the proxy in front of them reached none. A task that has
 * begun goes on at whichever server there is.
 * @param {ApiError} error
 * @param {boolean} hasBegun
 */
const isPassing = ({ code, status }, hasBegun) =>
  code === "network" || status === 502 || status === 504 || (hasBegun && status === 503);

/** @param {boolean} hasBegun */
function lostConnection(hasBegun) {
  const message = hasBegun
    ? "The connection was lost. The answer goes on at the server: open this chat again to see it."
    : "The server can’t be reached, so your question was not sent. Try again in a moment.";
  return new ApiError({ code: "network", message }, 0);
}

/**
 * @param {string} task
 * @param {string | null} lastEvent
 * @param {AbortSignal} signal
 */
function resume(task, lastEvent, signal) {
  /** @type {Record<string, string>} */
  const headers = lastEvent === null ? {} : { "Last-Event-ID": lastEvent };
  return send("GET", `/api/tasks/${task}/events`, { headers, signal });
}

/**
 * @param {number} failures
 * @param {AbortSignal} signal
 */
async function pause(failures, signal) {
  await untilOnline(signal);
  await wait(Math.min(300 * 2 ** failures, 6000), signal);
}
