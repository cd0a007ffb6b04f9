import { html } from "preact-htm";
import { payerName } from "@/components/usage/words.js";

/**
 * Who paid, with the colour that stands for it everywhere.
 * @param {{ payer: string }} properties
 */
export const PayerTag = ({ payer }) => html`<span class="payer-tag payer-${payer}">${payerName(payer)}</span>`;
