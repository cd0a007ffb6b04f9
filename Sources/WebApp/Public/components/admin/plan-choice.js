import { html } from "preact-htm";

/** @type {[string, string][]} */
const plans = [["guest", "Guest, 5 once"], ["free", "Free, 20 a month"], ["standard", "Standard, 500 a month"], ["unlimited", "Unlimited"]];

/** @param {{ plan: string }} properties */
export function PlanChoice({ plan }) {
  return html`<div class="field"><div class="field-label"><label for="plan">Plan</label></div>
    <select id="plan" name="plan" class="input">${plans.map(([id, label]) => html`<option key=${id} value=${id} selected=${id === plan}>${label}</option>`)}</select>
  </div>`;
}
