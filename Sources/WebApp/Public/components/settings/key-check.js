import { useEffect, useRef, useState } from "preact-htm";
import { checkKey } from "@/state/settings.js";

/**
 * A check of a typed key: what runs, and what the provider said.
 * @typedef {{ status: "idle" | "checking" | "done", report: import("@/state/settings.js").KeyReport | null, error: any }} KeyCheck
 */

/** @type {KeyCheck} */
const idle = { status: "idle", report: null, error: null };

/**
 * A refusal of `POST /settings/model` as a report, or null when it was not about the key.
 * @param {any} error
 * @param {string} provider
 * @returns {any}
 */
export function reportOf(error, provider) {
  if (!error.code?.startsWith("key.") || error.code === "key.too_many_checks") return null;
  const outcome = error.details.outcome ?? error.code.slice(4);
  const kept = error.details.may_keep_unchecked ? "unchecked" : "no";
  return { provider, outcome, sentence: error.message, help_url: error.helpURL, kept_allowed: kept, hint: null, looks_like: null };
}

/**
 * Checks keys of one provider; a new check, or another provider, ends the one before.
 * @param {string} provider
 */
export function useKeyCheck(provider) {
  const [check, setCheck] = useState(idle);
  const running = useRef(/** @type {AbortController | null} */ (null));
  const reset = () => { running.current?.abort(); setCheck(idle); };
  useEffect(() => reset, [provider]);
  const run = async (/** @type {string} */ key, /** @type {string | undefined} */ model) => {
    reset();
    const controller = (running.current = new AbortController());
    setCheck({ ...idle, status: "checking" });
    try {
      const report = await checkKey({ provider, api_key: key, ...(model && { model }) }, controller.signal);
      if (!controller.signal.aborted) setCheck({ status: "done", report, error: null });
    } catch (error) {
      if (!controller.signal.aborted) setCheck({ status: "done", report: reportOf(error, provider), error });
    }
  };
  const refuse = (/** @type {any} */ error) => setCheck({ status: "done", report: reportOf(error, provider), error });
  return { check, run, reset, refuse };
}
