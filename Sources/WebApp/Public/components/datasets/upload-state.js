import { html, useEffect, useRef } from "preact-htm";
import { formatBytes } from "@/lib/format.js";
import { Button, IconButton } from "@/components/basics/button.js";
import { Callout } from "@/components/basics/feedback.js";
import { dismissUpload } from "@/state/uploading.js";

/**
 * How far an upload is, or why it failed.
 * @param {{ chat: string | null, upload: import("@/state/uploading.js").Upload }} properties
 */
export function UploadState({ chat, upload }) {
  const element = useRef(/** @type {any} */ (null));
  useEffect(() => element.current.scrollIntoView({ block: "nearest" }), [upload.error]);
  return html`<div ref=${element} class="upload-now">${upload.error ? html`<${Refused} chat=${chat} upload=${upload} />` : html`<${Progress} upload=${upload} />`}</div>`;
}

/** @param {{ chat: string | null, upload: import("@/state/uploading.js").Upload }} properties */
const Refused = ({ chat, upload }) => html`<${Callout} tone="danger" role="alert" title="${upload.name} was not taken" data-testid="upload-error">
  <p>${upload.error?.message}</p><${Button} tone="quiet" onClick=${() => dismissUpload(chat)}>Dismiss<//>
<//>`;

/** @param {{ upload: import("@/state/uploading.js").Upload }} properties */
function Progress({ upload }) {
  const percent = Math.round(upload.part * 100);
  const words = percent < 100 ? `${percent} % of ${formatBytes(upload.bytes)}` : "Reading rows and columns";
  return html`<div class="upload-state" role="status">
    <div class="upload-line"><span class="upload-name">${upload.name}</span><span class="upload-words">${words}</span>
      <${IconButton} icon="close" label="Stop the upload" size=${14} onClick=${upload.stop} /></div>
    <progress class="progress" max="100" value=${percent < 100 ? percent : undefined} aria-label="Upload of ${upload.name}" />
  </div>`;
}
