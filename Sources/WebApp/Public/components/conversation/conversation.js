import { html, useRef } from "preact-htm";
import { useStore } from "@/lib/store.js";
import { Announcer } from "@/components/conversation/announcer.js";
import { Exchange } from "@/components/conversation/exchange.js";
import { StartOfChat } from "@/components/conversation/start-of-chat.js";
import { useStickToEnd } from "@/components/conversation/stick-to-end.js";
import { Icon } from "@/components/basics/icon.js";
import { DatasetPanel } from "@/components/datasets/dataset-panel.js";
import { chats } from "@/state/chats.js";

/**
 * The exchanges of a chat, the newest at the end and in view.
 * @param {{ chat: string, conversation: import("@/state/conversation.js").Conversation }} properties
 */
export function Conversation({ chat, conversation: { exchanges } }) {
  const scroller = useRef(/** @type {any} */ (null));
  const entry = useStore(chats).value?.find(({ id }) => id === chat);
  const { isAtEnd, goToEnd } = useStickToEnd(scroller, exchanges.length);
  return html`<div class="chat-scroll" ref=${scroller}>
    <div class="chat-column">
      <h1 class=${repeats(entry, exchanges) ? "hidden" : "chat-title"}>${entry?.title || "New chat"}</h1>
      <${DatasetPanel} chat=${chat} dataset=${entry?.dataset_id ?? null} isOpen=${exchanges.length === 0} />
      ${exchanges.length === 0 && html`<${StartOfChat} chat=${chat} dataset=${entry?.dataset_id ?? null} />`}
      ${exchanges.map((exchange, index) => html`<${Exchange} key=${exchange.id} chat=${chat} exchange=${exchange} isLast=${index === exchanges.length - 1} />`)}
    </div>
    <${Announcer} exchange=${exchanges.at(-1)} />
  </div>
  ${!isAtEnd && html`<div class="to-end-place"><button type="button" class="to-end" onClick=${goToEnd}><${Icon} name="down" />Latest</button></div>`}`;
}

/**
 * Whether a chat's title only says its first question again.
 * @param {any} entry
 * @param {import("@/state/exchange.js").Exchange[]} exchanges
 */
const repeats = (entry, [first]) => Boolean(first && entry?.title && first.question.startsWith(entry.title.replace(/…$/, "")));
