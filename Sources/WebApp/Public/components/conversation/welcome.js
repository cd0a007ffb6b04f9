import { html } from "preact-htm";
import { useStore } from "@/lib/store.js";
import { StartOfChat } from "@/components/conversation/start-of-chat.js";
import { DatasetPanel } from "@/components/datasets/dataset-panel.js";
import { DatasetShelf } from "@/components/datasets/dataset-shelf.js";
import { UploadArea } from "@/components/datasets/upload-area.js";
import { datasetOfNewChat } from "@/state/asking.js";

/**
 * The start of a new chat: bring data, then ask.
 * @param {{ session: import("@/state/session.js").Session }} properties
 */
export function Welcome({ session }) {
  const dataset = useStore(datasetOfNewChat);
  return html`<div class="chat-scroll"><div class="chat-column welcome">
    <h1 class="welcome-title">${dataset ? "What do you want to know?" : "Bring a data set, then ask."}</h1>
    ${dataset
      ? html`<${DatasetPanel} chat=${null} dataset=${dataset} isOpen=${true} /><${StartOfChat} chat=${null} dataset=${dataset} />`
      : html`<p class="welcome-text">Your question becomes a program, the program runs on your rows, and you see both.</p>
        <${UploadArea} chat=${null} limit=${session.upload_limit_bytes} /><${DatasetShelf} chat=${null} />`}
  </div></div>`;
}
