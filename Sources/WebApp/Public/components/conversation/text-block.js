import { html, useMemo } from "preact-htm";
import { renderMarkdown } from "@/lib/markdown.js";

/** Text of an answer. @param {{ text: string, isStreaming: boolean }} properties */
export function TextBlock({ text, isStreaming }) {
  const markup = useMemo(() => renderMarkdown(text), [text]);
  return html`<div class="prose ${isStreaming ? "is-streaming" : ""}" dangerouslySetInnerHTML=${{ __html: markup }} />`;
}
