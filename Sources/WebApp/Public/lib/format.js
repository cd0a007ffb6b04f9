const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });
const upToFour = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4 });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const longDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const minute = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

export const formatCount = (/** @type {number} */ value) => whole.format(value);
export const formatCompact = (/** @type {number} */ value) => compact.format(value);
export const formatDay = (/** @type {string} */ value) => day.format(new Date(`${value}T00:00:00Z`));
export const formatLongDay = (/** @type {string} */ value) => longDay.format(new Date(value));
export const formatMinute = (/** @type {string} */ value) => minute.format(new Date(value));
export const formatClock = (/** @type {string} */ value) => clock.format(new Date(value));

/**
 * "1 credit", "3 credits".
 * @param {number} value
 */
export const formatCredits = (value) => `${whole.format(value)} ${value === 1 ? "credit" : "credits"}`;

/**
 * "1 row", "2,000 rows".
 * @param {number} value
 * @param {string} noun
 */
export const formatNumberOf = (value, noun) => `${whole.format(value)} ${noun}${value === 1 ? "" : "s"}`;

/** @param {number} milliseconds */
export function formatDuration(milliseconds) {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}

const oneDigit = (/** @type {number} */ value) => value.toFixed(1).replace(/\.0$/, "");

/** @param {number} bytes */
export function formatBytes(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${oneDigit(bytes / 1000)} kB`;
  return `${oneDigit(bytes / 1_000_000)} MB`;
}

/**
 * US dollars, with as many digits as a small price needs.
 * @param {number} value
 */
export const formatDollars = (value) => `$${value >= 1 || value === 0 ? value.toFixed(2) : Number(value.toPrecision(2)).toString().padEnd(4, "0")}`;

/**
 * A value of a table, as a person reads it.
 * @param {any} value
 * @param {number} [digits] decimals that its column shows
 */
export function formatCell(value, digits) {
  if (value === null || value === undefined) return "–";
  if (typeof value === "number") return formatNumber(value, digits);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/**
 * @param {number} value
 * @param {number} [digits]
 */
function formatNumber(value, digits) {
  if (Number.isInteger(value) && Math.abs(value) < 10_000 && !digits) return String(value);
  if (digits === undefined || Math.abs(value) < 10 ** -digits) return upToFour.format(value);
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/**
 * Decimals that the numbers of a column need, four at most.
 * @param {any[]} values
 */
export function digitsOf(values) {
  const decimals = values.map((value) => (typeof value === "number" ? (String(value).split(".")[1] ?? "").length : 0));
  return Math.min(4, Math.max(0, ...decimals));
}

/**
 * "in 11 h", "in 4 min", or null when the time has passed.
 * @param {string} time
 * @param {number} [now]
 */
export function formatRemaining(time, now = Date.now()) {
  const minutes = Math.round((new Date(time).getTime() - now) / 60_000);
  if (minutes <= 0) return null;
  return minutes < 90 ? `in ${minutes} min` : `in ${Math.round(minutes / 60)} h`;
}
