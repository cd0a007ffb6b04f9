import { html, useEffect, useMemo, useRef, useState } from "preact-htm";
import { renderMarkdown } from "@/lib/markdown.js";

const pace = 80;

/**
 * Text of an answer.
 * @param {{ text: string, isStreaming: boolean }} properties
 */
export function TextBlock({ text, isStreaming }) {
  const shown = usePaced(text, isStreaming);
  const markup = useMemo(() => renderMarkdown(shown), [shown]);
  return html`<div class="prose ${isStreaming ? "is-streaming" : ""}" dangerouslySetInnerHTML=${{ __html: markup }} />`;
}

/**
 * A text that grows in small steps rather than with every word, so that a long answer does not slow the page.
 * @param {string} text
 * @param {boolean} isStreaming
 */
function usePaced(text, isStreaming) {
  const [shown, setShown] = useState(text);
  const latest = useRef(text);
  latest.current = text;
  useEffect(() => {
    if (!isStreaming) return;
    const timer = setInterval(() => setShown(latest.current), pace);
    return () => clearInterval(timer);
  }, [isStreaming]);
  return isStreaming ? shown : text;
}
