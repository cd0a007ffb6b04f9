import { html, useRef } from "preact-htm";
import { Button } from "@/components/basics/button.js";

const types = ".csv,.tsv,.tab,.txt,text/csv,text/tab-separated-values";

/**
 * A button that asks for a file.
 * @param {{ onFile: (file: File) => void, label?: string, tone?: string, testid?: string }} properties
 */
export function FileButton({ onFile, label = "Choose a file", tone = "primary", testid }) {
  const input = useRef(/** @type {any} */ (null));
  const chosen = () => {
    const [file] = input.current.files;
    input.current.value = "";
    if (file) onFile(file);
  };
  return html`<input ref=${input} type="file" class="hidden" accept=${types} tabindex="-1" aria-label="File to upload" data-testid=${testid} onChange=${chosen} />
    <${Button} tone=${tone} icon="upload" onClick=${() => input.current.click()}>${label}<//>`;
}
