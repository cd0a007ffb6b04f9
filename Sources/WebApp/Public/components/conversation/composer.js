import { html, useEffect, useRef, useState } from "preact-htm";
import { drafts, keepDraft } from "@/lib/drafts.js";
import { online } from "@/lib/online.js";
import { useStore } from "@/lib/store.js";
import { Button } from "@/components/basics/button.js";
import { ComposerBar } from "@/components/conversation/composer-bar.js";
import { draftName, submit } from "@/state/asking.js";
import { conversations, stop } from "@/state/conversation.js";
import { isRunning } from "@/state/exchange.js";
import { notify } from "@/state/notices.js";

/**
 * Where a question is typed, with its price and payer beside the button.
 * @param {{ chat: string | null }} properties
 */
export function Composer({ chat }) {
  const name = draftName(chat);
  const text = useStore(drafts)[name] ?? "";
  const isOnline = useStore(online);
  const conversation = useStore(conversations)[chat ?? ""];
  const running = conversation?.exchanges.find(isRunning);
  const area = useRef(/** @type {any} */ (null));
  useEffect(() => grow(area.current), [text]);
  useEffect(() => { if (matchMedia("(pointer: fine)").matches) area.current.focus({ preventScroll: true }); }, []);
  const [isOpening, setOpening] = useState(false);
  const canSend = Boolean(text.trim()) && isOnline && !running && !isOpening;
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!canSend) return;
    area.current.focus();
    setOpening(chat === null);
    await submit(chat, text.trim());
    setOpening(false);
  };
  const pressed = (/** @type {KeyboardEvent} */ event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event); };
  return html`<form class="composer" onSubmit=${send}>
    <div class="composer-box">
      <label class="hidden" for="composer">Ask about your data</label>
      <textarea id="composer" ref=${area} data-testid="composer" rows="1" maxlength="20000" placeholder="Ask about your data" value=${text}
        onInput=${(/** @type {any} */ event) => keepDraft(name, event.currentTarget.value)} onKeyDown=${pressed} />
      <${ComposerBar} chat=${chat} isRunning=${Boolean(running)}>
        ${running ? html`<${StopButton} task=${running.task} />` : html`<${SendButton} disabled=${!canSend} busy=${isOpening} isOnline=${isOnline} />`}
      <//>
    </div>
    <p class="composer-hint">Enter sends, Shift + Enter starts a new line. Answers are computed from your rows; check the code before you rely on one.</p>
  </form>`;
}

/** @param {{ task: string | null }} properties */
const StopButton = ({ task }) => html`<${Button} class="send" icon="stop" data-testid="stop" disabled=${!task}
  onClick=${() => task && stopTask(task)}>Stop<//>`;

/** @param {string} task */
function stopTask(task) {
  document.getElementById("composer")?.focus();
  stop(task).catch((error) => notify(error.message, "danger"));
}

/** @param {{ disabled: boolean, busy: boolean, isOnline: boolean }} properties */
const SendButton = ({ disabled, busy, isOnline }) => html`<${Button} type="submit" tone="primary" class="send" icon="send" data-testid="send" disabled=${disabled} busy=${busy}
  title=${isOnline ? undefined : "You are offline"}>Send<//>`;

/**
 * Makes the text area as high as its text, up to a limit that the stylesheet sets.
 * @param {HTMLTextAreaElement} area
 */
function grow(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}
