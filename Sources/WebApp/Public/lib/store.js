import { useEffect, useState } from "preact-htm";

/**
 * A value that components may watch.
 * @template Value
 * @typedef {{ get: () => Value, set: (next: Value | ((now: Value) => Value)) => void, subscribe: (listener: () => void) => () => void }} Store
 */

/**
 * @template Value
 * @param {Value} initial
 * @returns {Store<Value>}
 */
export function createStore(initial) {
  let value = initial;
  /** @type {Set<() => void>} */
  const listeners = new Set();
  return {
    get: () => value,
    set(next) {
      const changed = typeof next === "function" ? /** @type {any} */ (next)(value) : next;
      if (changed === value) return;
      value = changed;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * The store's value; the component renders again when it changes.
 * @template Value
 * @param {Store<Value>} store
 * @returns {Value}
 */
export function useStore(store) {
  const [value, setValue] = useState(() => store.get());
  useEffect(() => {
    const update = () => setValue(() => store.get());
    update();
    return store.subscribe(update);
  }, [store]);
  return value;
}
