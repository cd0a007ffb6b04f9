import { html } from "preact-htm";
import { Icon } from "@/components/basics/icon.js";
import { Popover } from "@/components/basics/popover.js";

/**
 * A question mark that explains what stands beside it, on a click, a tap or a key.
 * @param {{ about: string, children?: any }} properties
 */
export function Tip({ about, children }) {
  return html`<${Popover} label="About: ${about}" class="tip" panelClass="tip-panel" trigger=${html`<${Icon} name="info" size=${15} />`}>
    <div role="note">${children}</div>
  <//>`;
}
