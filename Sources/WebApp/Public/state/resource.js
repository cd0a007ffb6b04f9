import { createStore } from "@/lib/store.js";

/**
 * Something that is fetched: its state, the last good value, and what went wrong.
 * @template Value
 * @typedef {{ status: "idle" | "loading" | "ready" | "failed", value: Value | null, error: import("@/lib/api.js").ApiError | null }} Resource
 */

/**
 * A store for something that is fetched. `load` keeps the last good value visible while it fetches again.
 * @template Value
 * @param {() => Promise<Value>} fetchValue
 */
export function createResource(fetchValue) {
  /** @type {Resource<Value>} */
  const empty = { status: "idle", value: null, error: null };
  const store = createStore(empty);
  let latest = 0;
  return {
    ...store,
    /** @returns {Promise<Value | null>} */
    async load() {
      const mine = ++latest;
      store.set((now) => ({ ...now, status: "loading", error: null }));
      try {
        const value = await fetchValue();
        if (mine === latest) store.set({ status: "ready", value, error: null });
        return value;
      } catch (error) {
        if (mine === latest) store.set((now) => ({ ...now, status: "failed", error: /** @type {any} */ (error) }));
        return null;
      }
    },
    /** @param {Value} value */
    put: (value) => { latest += 1; store.set({ status: "ready", value, error: null }); },
    clear: () => { latest += 1; store.set(empty); },
  };
}
