import { html, useState } from "preact-htm";
import { formatClock, formatMinute, formatRemaining } from "@/lib/format.js";
import { Button } from "@/components/basics/button.js";
import { Icon } from "@/components/basics/icon.js";
import { keyWords } from "@/state/key-states.js";
import { notify } from "@/state/notices.js";
import { removeKey } from "@/state/settings.js";

/**
 * A key that is kept: its end, its state, how long it stays, and ways to replace or remove it.
 * @param {{ provider: any, stored: import("@/state/settings.js").KeyStatus, isReplacing: boolean, onReplace: () => void }} properties
 */
export function KeyRow({ provider, stored, isReplacing, onReplace }) {
  const words = keyWords(stored.state);
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    await removeKey(provider.id).then(() => notify(`Your ${provider.name} key was removed, at once and everywhere.`), (error) => notify(error.message, "danger"));
    setBusy(false);
  };
  return html`<div class="key-row key-${words.tone}" data-testid="key-row">
    <${Icon} name="key" size=${17} />
    <div class="key-row-words">
      <p class="key-row-name">${provider.name} key <span class="tail">${stored.hint}</span> <span class="state state-${words.tone}">${words.word}</span></p>
      <p class="key-row-times">${times(stored)}</p>
      ${words.tone !== "good" && html`<p class="key-row-next">${stored.sentence ?? words.next}${" "}${stored.help_url && html`<a class="link" href=${stored.help_url} target="_blank" rel="noopener noreferrer">${words.link || "Read more"}</a>`}</p>`}
    </div>
    <div class="actions">
      <${Button} data-testid="replace-key" aria-expanded=${isReplacing} onClick=${onReplace}>${isReplacing ? "Keep it" : "Replace"}<//>
      <${Button} tone="danger" busy=${busy} data-testid="remove-key" onClick=${remove}>Remove<//>
    </div>
  </div>`;
}

/** @param {import("@/state/settings.js").KeyStatus} stored */
function times({ checked_at: checked, expires_at: expires }) {
  const parts = [checked ? `Checked ${formatMinute(checked)}` : "Not checked yet"];
  if (expires) parts.push(formatRemaining(expires) ? `forgotten ${formatRemaining(expires)}, at ${formatClock(expires)}` : "its time is over");
  return parts.join(" · ");
}
