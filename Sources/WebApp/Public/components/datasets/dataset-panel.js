import { html, useEffect, useState } from "preact-htm";
import { useStore } from "@/lib/store.js";
import { LoadFailure, Skeleton } from "@/components/basics/feedback.js";
import { DatasetCard } from "@/components/datasets/dataset-card.js";
import { UploadState } from "@/components/datasets/upload-state.js";
import { draftName } from "@/state/asking.js";
import { loadDataset, profiles } from "@/state/datasets.js";
import { uploads } from "@/state/uploading.js";

/**
 * The data set of a chat, on its way or there, and an upload that replaces it.
 * @param {{ chat: string | null, dataset: string | null, isOpen: boolean }} properties
 */
export function DatasetPanel({ chat, dataset, isOpen }) {
  const upload = useStore(uploads)[draftName(chat)];
  return html`<div class="dataset-panel">
    ${upload && html`<${UploadState} chat=${chat} upload=${upload} />`}
    ${dataset && html`<${LoadedCard} key=${dataset} id=${dataset} isOpen=${isOpen} />`}
  </div>`;
}

/** @param {{ id: string, isOpen: boolean }} properties */
function LoadedCard({ id, isOpen }) {
  const dataset = useStore(profiles)[id];
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  const load = () => { setError(null); loadDataset(id).catch(setError); };
  useEffect(load, [id]);
  if (dataset) return html`<${DatasetCard} dataset=${dataset} isOpen=${isOpen} />`;
  if (error) return html`<${LoadFailure} what="The data set" error=${error} onRetry=${load} />`;
  return html`<${Skeleton} lines=${2} label="Loading the data set" />`;
}
