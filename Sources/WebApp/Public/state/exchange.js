/**
 * @typedef {{ title: string | null, columns: { name: string, type: string }[], rows: any[][], total_rows: number }} RunTable
 * @typedef {{ type: "text", text: string } | { type: "code", code: string, attempt: number }
 *   | { type: "run", attempt?: number, stdout: string, stdout_truncated?: boolean, tables: RunTable[], figures: any[],
 *       error: { type: string, message: string, traceback: string, line?: number } | null, duration_ms?: number }} Block
 * @typedef {{ task_id: string, payer: "platform" | "own_key", provider: string, model: string, key_hint?: string, credits: number,
 *   tokens: { input: number, output: number, cached?: number, reasoning?: number, is_estimate?: boolean }, duration_ms: number, calls: number }} Receipt
 * @typedef {{ code: string, message: string, help_url?: string | null, details?: Record<string, any> }} Failure
 * @typedef {{ name: string, attempt: number, startedAt: number, endedAt: number | null }} Step
 * @typedef {{ id: string, question: string, task: string | null, payer: string | null, blocks: Block[], steps: Step[], receipt: Receipt | null, failure: Failure | null,
 *   status: "sending" | "running" | "complete" | "failed" | "stopped", connection: "open" | "lost", startedAt: number }} Exchange
 */

/**
 * A question that has just been asked.
 * @param {string} id
 * @param {string} question
 * @returns {Exchange}
 */
export const newExchange = (id, question) => ({
  id, question, task: null, payer: null, blocks: [], steps: [], receipt: null, failure: null, status: "sending", connection: "open", startedAt: Date.now(),
});

/**
 * @param {Exchange} exchange
 * @param {Block} block
 * @returns {Exchange}
 */
const withBlock = (exchange, block) => ({ ...exchange, blocks: [...exchange.blocks, block] });

/**
 * @param {Exchange} exchange
 * @param {string} delta
 */
function withText(exchange, delta) {
  const last = exchange.blocks.at(-1);
  if (last?.type !== "text") return withBlock(exchange, { type: "text", text: delta });
  return { ...exchange, blocks: [...exchange.blocks.slice(0, -1), { ...last, text: last.text + delta }] };
}

/**
 * @param {Step[]} steps
 * @param {number} now
 */
const ended = (steps, now) => steps.map((step) => (step.endedAt ? step : { ...step, endedAt: now }));

/**
 * @param {Exchange} exchange
 * @param {{ name: string, attempt?: number }} data
 */
function withStep(exchange, { name, attempt = 1 }) {
  const now = Date.now();
  return { ...exchange, steps: [...ended(exchange.steps, now), { name, attempt, startedAt: now, endedAt: null }] };
}

const withoutReason = { code: "task.failed", message: "The answer could not be completed. Try again." };

/**
 * @param {Exchange} exchange
 * @param {"complete" | "failed" | "stopped"} status
 * @returns {Exchange}
 */
function finished(exchange, status) {
  const failure = exchange.failure ?? (status === "failed" ? withoutReason : null);
  return { ...exchange, status, failure, steps: ended(exchange.steps, Date.now()) };
}

/**
 * The exchange after one event of its task's stream.
 * @param {Exchange} exchange
 * @param {import("@/lib/events.js").ServerEvent} event
 * @returns {Exchange}
 */
export function applyEvent(exchange, { event, data }) {
  switch (event) {
    case "task": return { ...exchange, task: data.task_id, payer: data.payer, status: "running" };
    case "step": return withStep(exchange, data);
    case "text": return withText(exchange, data.delta);
    case "code": return withBlock(exchange, { type: "code", ...data });
    case "run": return withBlock(exchange, { type: "run", ...data });
    case "receipt": return { ...exchange, receipt: data };
    case "error": return { ...exchange, failure: data.error };
    case "done": return finished(exchange, data.status);
    default: return exchange;
  }
}

/**
 * The saved messages of a chat, paired into exchanges.
 * @param {{ id: string, role: string, content: any, task_id: string | null }[]} messages
 * @returns {Exchange[]}
 */
export function exchangesOf(messages) {
  /** @type {Exchange[]} */
  const exchanges = [];
  for (const message of messages) {
    if (message.role === "user") exchanges.push({ ...newExchange(message.id, message.content.text ?? ""), task: message.task_id, status: "complete" });
    else if (exchanges.length) exchanges.push(answered(/** @type {Exchange} */ (exchanges.pop()), message));
  }
  return exchanges;
}

/**
 * @param {Exchange} exchange
 * @param {{ content: any, task_id: string | null }} message
 * @returns {Exchange}
 */
function answered(exchange, { content, task_id }) {
  const failure = content.error ?? null;
  const status = failure ? "failed" : content.stopped ? "stopped" : "complete";
  return { ...exchange, task: task_id ?? exchange.task, blocks: content.blocks ?? [], receipt: content.receipt ?? null, failure, status };
}

/** @param {Exchange} exchange */
export const isRunning = ({ status }) => status === "sending" || status === "running";
