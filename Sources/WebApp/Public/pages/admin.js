import { html, useState } from "preact-htm";
import { get } from "@/lib/api.js";
import { lastDays } from "@/lib/days.js";
import { LoadFailure, Skeleton } from "@/components/basics/feedback.js";
import { Icon } from "@/components/basics/icon.js";
import { Segmented } from "@/components/basics/segmented.js";
import { AdminUsage } from "@/components/admin/admin-usage.js";
import { UsersSection } from "@/components/admin/users-section.js";
import { useFetched } from "@/components/usage/use-fetched.js";
import { ranges } from "@/components/usage/words.js";

/** Everybody's use, own key against platform, and the people. */
export function AdminPage() {
  const [range, setRange] = useState("30");
  const days = lastDays(Number(range));
  const query = `from=${days[0]}&to=${days[days.length - 1]}`;
  const { value, error, reload } = useFetched(range, () => get(`/api/admin/usage?${query}`));
  return html`<div class="page">
    <header class="page-head"><div><h1>Administration</h1><p class="page-aside">Own key against platform, for everybody</p></div>
      <div class="panel-tools"><${Segmented} legend="Time" options=${ranges} value=${range} onChange=${setRange} />
        <a class="button button-plain" href="/api/admin/usage.csv?${query}" download><${Icon} name="download" /><span>CSV</span></a></div></header>
    ${error && html`<${LoadFailure} what="The use" error=${error} onRetry=${reload} />`}
    ${!value && !error && html`<${Skeleton} lines=${8} label="Loading the use" />`}
    ${value && html`<${AdminUsage} usage=${value} count=${days.length} />`}
    <${UsersSection} />
  </div>`;
}
