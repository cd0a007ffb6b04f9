import { html, useRef, useState } from "preact-htm";
import { Icon } from "@/components/basics/icon.js";
import { startUpload } from "@/state/uploading.js";

const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");

/**
 * Takes a file that is dropped anywhere on the chat.
 * @param {{ chat: string | null, children?: any }} properties
 */
export function DropTarget({ chat, children }) {
  const [isOver, setOver] = useState(false);
  const depth = useRef(0);
  const move = (/** @type {number} */ by) => (/** @type {DragEvent} */ event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth.current += by;
    setOver(depth.current > 0);
  };
  const drop = (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file) startUpload(chat, file);
  };
  return html`<div class="drop-target" onDragEnter=${move(1)} onDragLeave=${move(-1)} onDragOver=${move(0)} onDrop=${drop}>
    ${children}
    ${isOver && html`<div class="drop-veil"><${Icon} name="upload" size=${22} />Drop the file to upload it</div>`}
  </div>`;
}
