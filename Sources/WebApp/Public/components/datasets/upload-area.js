import { html } from "preact-htm";
import { formatBytes } from "@/lib/format.js";
import { useStore } from "@/lib/store.js";
import { Button } from "@/components/basics/button.js";
import { Icon } from "@/components/basics/icon.js";
import { FileButton } from "@/components/datasets/file-button.js";
import { UploadState } from "@/components/datasets/upload-state.js";
import { draftName } from "@/state/asking.js";
import { session } from "@/state/session.js";
import { startSample, startUpload, uploads } from "@/state/uploading.js";

/**
 * The place for a first file.
 * @param {{ chat: string | null, limit: number }} properties
 */
export function UploadArea({ chat, limit }) {
  const upload = useStore(uploads)[draftName(chat)];
  const simulated = useStore(session).value?.simulated;
  return html`<section class="upload-area" aria-label="Upload a data set">
    <${Icon} name="sheet" size=${26} />
    <p class="upload-title">Drop a CSV here</p>
    <p class="upload-text">Comma, semicolon, tab or pipe; any common encoding; up to ${formatBytes(limit)}. The file is read, never changed.</p>
    <div class="upload-actions">
      <${FileButton} testid="upload-input" onFile=${(/** @type {File} */ file) => startUpload(chat, file)} />
      ${simulated && html`<${Button} icon="data" data-testid="use-sample" onClick=${() => startSample(chat)}>Use the sample data<//>`}
    </div>
    ${upload && html`<${UploadState} chat=${chat} upload=${upload} />`}
  </section>`;
}
