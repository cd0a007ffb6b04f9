import { html } from "preact-htm";
import { formatCredits } from "@/lib/format.js";
import { Callout } from "@/components/basics/feedback.js";

/**
 * Says, before any click, what is paid with credits even with an own key.
 * @param {{ features: Record<string, number> }} properties
 */
export function PlatformNote({ features = {} }) {
  const { deep_analysis: analysis = 50, code_fix: fix = 1, code_edit: edit = 1 } = features;
  return html`<${Callout}>
    <p>Deep analysis (${formatCredits(analysis)}), code fix (${formatCredits(fix)}) and code edit (${formatCredits(edit)}) always run on the platform’s keys and cost credits, own key or not.</p>
  <//>`;
}
