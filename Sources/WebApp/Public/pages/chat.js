import { html, useEffect } from "preact-htm";
import { useStore } from "@/lib/store.js";
import { LoadFailure, Skeleton } from "@/components/basics/feedback.js";
import { Composer } from "@/components/conversation/composer.js";
import { Conversation } from "@/components/conversation/conversation.js";
import { Welcome } from "@/components/conversation/welcome.js";
import { DropTarget } from "@/components/datasets/drop-target.js";
import { conversations, openConversation } from "@/state/conversation.js";

/**
 * One chat, or the start of a new one.
 * @param {{ id: string | null, session: import("@/state/session.js").Session }} properties
 */
export function ChatPage({ id, session }) {
  return html`<${DropTarget} chat=${id}>
    <div class="chat">
      ${id ? html`<${OpenChat} key=${id} id=${id} />` : html`<${Welcome} key="new" session=${session} />`}
      <${Composer} key=${id ?? "new"} chat=${id} />
    </div>
  <//>`;
}

/** @param {{ id: string }} properties */
function OpenChat({ id }) {
  const conversation = useStore(conversations)[id];
  useEffect(() => void openConversation(id), [id]);
  if (conversation?.status === "failed") return html`<div class="chat-scroll"><div class="chat-column"><h1 class="hidden">Chat</h1>
    <${LoadFailure} what="This chat" error=${conversation.error} onRetry=${() => openConversation(id)} /></div></div>`;
  if (conversation?.status !== "ready") return html`<div class="chat-scroll"><div class="chat-column"><h1 class="hidden">Chat</h1>
    <${Skeleton} lines=${7} label="Loading the chat" class="skeleton-chat" /></div></div>`;
  return html`<${Conversation} chat=${id} conversation=${conversation} />`;
}
