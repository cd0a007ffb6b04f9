import { html, useState } from "preact-htm";
import { Button } from "@/components/basics/button.js";
import { notify } from "@/state/notices.js";

/**
 * Copies a text and says so for a moment.
 * @param {{ text: () => string, label: string }} properties
 */
export function CopyButton({ text, label }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } catch {
      notify("The browser did not allow copying.", "warning");
    }
  };
  return html`<${Button} tone="quiet" icon=${isCopied ? "check" : "copy"} onClick=${copy}>${isCopied ? "Copied" : label}<//>`;
}
