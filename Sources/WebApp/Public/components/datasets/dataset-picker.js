import { html } from "preact-htm";
import { useStore } from "@/lib/store.js";
import { Icon } from "@/components/basics/icon.js";
import { Popover } from "@/components/basics/popover.js";
import { FileButton } from "@/components/datasets/file-button.js";
import { chooseDataset, datasetOf, datasetOfNewChat, draftName } from "@/state/asking.js";
import { chats } from "@/state/chats.js";
import { datasets } from "@/state/datasets.js";
import { startUpload, uploads } from "@/state/uploading.js";

/**
 * The data set that a question is about, and a way to another.
 * @param {{ chat: string | null }} properties
 */
export function DatasetPicker({ chat }) {
  const list = useStore(datasets).value ?? [];
  useStore(chats);
  useStore(datasetOfNewChat);
  const isUploading = Boolean(useStore(uploads)[draftName(chat)]);
  const current = list.find(({ id }) => id === datasetOf(chat));
  const trigger = html`<${Icon} name=${current ? "data" : "attach"} size=${15} /><span class="picker-name">${current?.name ?? "Data set"}</span>`;
  return html`<${Popover} label=${current ? `Data set: ${current.name}. Choose another` : "Choose a data set"} class="picker" panelClass="menu picker-panel" trigger=${trigger}>
    ${(/** @type {() => void} */ close) => html`
      ${list.map((dataset) => html`<button type="button" key=${dataset.id} class="menu-item" aria-pressed=${dataset.id === current?.id} onClick=${() => { close(); chooseDataset(chat, dataset.id); }}>
        <${Icon} name=${dataset.id === current?.id ? "check" : "data"} /><span class="picker-name">${dataset.name}</span></button>`)}
      ${!isUploading && html`<div class="picker-upload"><${FileButton} tone="plain" label="Upload another file" testid=${chat || current ? "upload-input" : undefined}
        onFile=${(/** @type {File} */ file) => { close(); startUpload(chat, file); }} /></div>`}`}
  <//>`;
}
