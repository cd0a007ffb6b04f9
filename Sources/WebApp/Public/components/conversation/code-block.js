import { html, useMemo } from "preact-htm";
import { pythonTokens } from "@/lib/python-tokens.js";
import { formatNumberOf } from "@/lib/format.js";
import { Icon } from "@/components/basics/icon.js";
import { CopyButton } from "@/components/conversation/copy-button.js";

/**
 * The program that was run, folded.
 * @param {{ code: string, attempt: number }} properties
 */
export function CodeBlock({ code, attempt }) {
  const lines = useMemo(() => code.trimEnd().split("\n").length, [code]);
  return html`<details class="fold code-fold">
    <summary><${Icon} name="chevron-right" size=${14} /><${Icon} name="code" size=${15} />
      <span>Python</span><span class="fold-aside">${formatNumberOf(lines, "line")}${attempt > 1 ? ` · attempt ${attempt}` : ""}</span>
    </summary>
    <div class="code-bar"><${CopyButton} label="Copy code" text=${() => code} /></div>
    <pre class="code" tabindex="0" role="region" aria-label="Python code"><code><${Highlighted} code=${code.trimEnd()} /></code></pre>
  </details>`;
}

/** @param {{ code: string }} properties */
function Highlighted({ code }) {
  const tokens = useMemo(() => pythonTokens(code), [code]);
  return tokens.map(({ kind, text }, index) => (kind ? html`<span class="token-${kind}" key=${index}>${text}</span>` : text));
}
