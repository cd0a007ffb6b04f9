import { useEffect, useState } from "preact-htm";

/**
 * Fetches when its key changes, and on demand. The last good value stays while a new one is on its way.
 * @template Value
 * @param {string} key
 * @param {() => Promise<Value>} fetchValue
 */
export function useFetched(key, fetchValue) {
  const [state, setState] = useState(/** @type {{ value: Value | null, error: any, isLoading: boolean }} */ ({ value: null, error: null, isLoading: true }));
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setState((now) => ({ ...now, isLoading: true, error: null }));
    fetchValue().then(
      (value) => isCurrent && setState({ value, error: null, isLoading: false }),
      (error) => isCurrent && setState((now) => ({ ...now, error, isLoading: false })),
    );
    return () => { isCurrent = false; };
  }, [key, round]);
  return { ...state, reload: () => setRound((now) => now + 1) };
}
