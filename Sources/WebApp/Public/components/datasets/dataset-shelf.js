import { html } from "preact-htm";
import { formatMinute, formatNumberOf } from "@/lib/format.js";
import { useStore } from "@/lib/store.js";
import { Icon } from "@/components/basics/icon.js";
import { LoadFailure } from "@/components/basics/feedback.js";
import { IconButton } from "@/components/basics/button.js";
import { chooseDataset } from "@/state/asking.js";
import { datasets, deleteDataset } from "@/state/datasets.js";
import { notify } from "@/state/notices.js";

/**
 * Data sets that were uploaded before.
 * @param {{ chat: string | null }} properties
 */
export function DatasetShelf({ chat }) {
  const { value, status, error } = useStore(datasets);
  if (!value && status === "failed") return html`<${LoadFailure} what="Your data sets" error=${error} onRetry=${datasets.load} />`;
  if (!value?.length) return null;
  return html`<section class="shelf" aria-labelledby="shelf-title">
    <h2 class="shelf-title" id="shelf-title">Or go on with</h2>
    <ul>${value.map((dataset) => html`<li key=${dataset.id} class="shelf-row">
      <button type="button" class="shelf-choice" onClick=${() => chooseDataset(chat, dataset.id)}>
        <${Icon} name="data" /><span class="shelf-name">${dataset.name}</span><span class="shelf-aside">${size(dataset)}${formatMinute(dataset.created_at)}</span>
      </button>
      <${IconButton} icon="trash" label="Delete ${dataset.name}" size=${15} onClick=${() => remove(dataset)} />
    </li>`)}</ul>
  </section>`;
}

/** @param {import("@/state/datasets.js").Dataset} dataset */
const size = ({ profile }) => (profile ? `${formatNumberOf(profile.rows, "row")} · ` : "");

/** @param {import("@/state/datasets.js").Dataset} dataset */
const remove = ({ id, name }) => deleteDataset(id).then(() => notify(`${name} was deleted.`), (error) => notify(error.message, "danger"));
