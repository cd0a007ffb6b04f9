import { html, useMemo } from "preact-htm";
import { CodeBlock } from "@/components/conversation/code-block.js";
import { Failure } from "@/components/conversation/failure.js";
import { Receipt } from "@/components/conversation/receipt.js";
import { RunBlock } from "@/components/conversation/run-block.js";
import { Steps } from "@/components/conversation/steps.js";
import { TextBlock } from "@/components/conversation/text-block.js";
import { isRunning } from "@/state/exchange.js";

/**
 * A question and its answer, with the receipt at the foot.
 * @param {{ chat: string, exchange: import("@/state/exchange.js").Exchange, isLast: boolean }} properties
 */
export function Exchange({ chat, exchange, isLast }) {
  const { question, blocks, receipt, failure, status } = exchange;
  const isBusy = isRunning(exchange);
  return html`<article class="exchange" aria-busy=${isBusy}>
    <h2 class="question">${question}</h2>
    <div class="answer">
      ${blocks.map((block, index) => html`<${Block} key=${index} block=${block} isFinal=${!laterRun(blocks, index)} isStreaming=${isBusy && index === blocks.length - 1} />`)}
      ${isBusy && html`<${Steps} exchange=${exchange} />`}
      ${status === "stopped" && html`<p class="stopped">Stopped.</p>`}
      ${failure && html`<${Failure} chat=${chat} exchange=${exchange} failure=${failure} canAct=${isLast} />`}
      ${receipt && html`<${Receipt} receipt=${receipt} />`}
    </div>
  </article>`;
}

/**
 * Whether the code of a block was tried again further down.
 * @param {import("@/state/exchange.js").Block[]} blocks
 * @param {number} index
 */
const laterRun = (blocks, index) => blocks.slice(index + 1).some(({ type }) => type === "run");

/**
 * A block is drawn again only when it changed: text that streams in below a long table leaves the table alone.
 * @param {{ block: import("@/state/exchange.js").Block, isFinal: boolean, isStreaming: boolean }} properties
 */
function Block({ block, isFinal, isStreaming }) {
  return useMemo(() => blockOf(block, isFinal, isStreaming), [block, isFinal, isStreaming]);
}

/**
 * @param {import("@/state/exchange.js").Block} block
 * @param {boolean} isFinal
 * @param {boolean} isStreaming
 */
function blockOf(block, isFinal, isStreaming) {
  if (block.type === "text") return html`<${TextBlock} text=${block.text} isStreaming=${isStreaming} />`;
  if (block.type === "code") return html`<${CodeBlock} code=${block.code} attempt=${block.attempt} />`;
  if (block.type === "run") return html`<${RunBlock} run=${block} isFinal=${isFinal} />`;
  return null;
}
