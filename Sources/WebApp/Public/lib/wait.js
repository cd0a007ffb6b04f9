/**
 * Resolves after some milliseconds, or at once when the signal aborts.
 * @param {number} milliseconds
 * @param {AbortSignal} [signal]
 */
export function wait(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => { clearTimeout(timer); resolve(undefined); }, { once: true });
  });
}

/**
 * Resolves when the browser says that it is online, or when the signal aborts.
 * @param {AbortSignal} signal
 */
export function untilOnline(signal) {
  if (navigator.onLine || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    addEventListener("online", resolve, { once: true, signal });
    signal.addEventListener("abort", resolve, { once: true });
  });
}
