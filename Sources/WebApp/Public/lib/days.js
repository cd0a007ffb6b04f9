const length = 86_400_000;

/**
 * A day as "2026-11-23", in universal time.
 * @param {Date} date
 */
export const dayOf = (date) => date.toISOString().slice(0, 10);

/**
 * The last `count` days, today included, oldest first.
 * @param {number} count
 * @param {Date} [today]
 * @returns {string[]}
 */
export const lastDays = (count, today = new Date()) => Array.from({ length: count }, (_, index) => dayOf(new Date(today.getTime() - (count - 1 - index) * length)));
