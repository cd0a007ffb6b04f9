import { html, useState } from "preact-htm";
import { formatBytes, formatCount } from "@/lib/format.js";
import { Callout } from "@/components/basics/feedback.js";
import { Icon } from "@/components/basics/icon.js";
import { Segmented } from "@/components/basics/segmented.js";
import { ColumnTable } from "@/components/datasets/column-table.js";
import { PreviewTable } from "@/components/datasets/preview-table.js";

const views = [{ value: "columns", label: "Columns" }, { value: "rows", label: "First rows" }];

/**
 * A data set: its size at a glance, its columns and first rows behind a fold.
 * @param {{ dataset: import("@/state/datasets.js").Dataset, isOpen: boolean }} properties
 */
export function DatasetCard({ dataset, isOpen }) {
  const [view, setView] = useState("columns");
  const { profile } = dataset;
  return html`<details class="dataset" open=${isOpen} data-testid="dataset-card">
    <summary class="dataset-head">
      <${Icon} name="chevron-right" size=${14} />
      <span class="dataset-name">${dataset.name}</span>
      <span class="dataset-size">${profile ? `${formatCount(profile.rows)} × ${formatCount(profile.columns)} · ` : ""}${formatBytes(dataset.bytes)}</span>
    </summary>
    ${profile ? html`<div class="dataset-body">
      ${profile.notes?.length > 0 && html`<${Callout}>${profile.notes.map((note) => html`<p>${note}</p>`)}<//>`}
      <div class="dataset-bar"><${Segmented} legend="What to show of the data set" options=${views} value=${view} onChange=${setView} />
        <span class="dataset-format">${formatOf(profile)}</span></div>
      ${view === "columns" ? html`<${ColumnTable} profile=${profile} />` : html`<${PreviewTable} profile=${profile} />`}
    </div>` : html`<p class="dataset-body">The profile of this data set is not there yet.</p>`}
  </details>`;
}

/** @type {Record<string, string>} */
const delimiters = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" };

/** @param {import("@/state/datasets.js").DatasetProfile} profile */
const formatOf = ({ encoding, delimiter, has_bom }) => `${encoding}${has_bom ? " with BOM" : ""}, ${delimiters[delimiter] ?? delimiter}-separated`;
