import { html } from "preact-htm";
import { useStore } from "@/lib/store.js";
import { Dialog } from "@/components/basics/dialog.js";
import { LoadFailure, Skeleton } from "@/components/basics/feedback.js";
import { SettingsForm } from "@/components/settings/settings-form.js";
import { catalog } from "@/state/catalog.js";
import { closeDialog } from "@/state/dialogs.js";
import { settings } from "@/state/settings.js";

/**
 * Provider, model and key; `provider` and `ownKey` preselect what has to be fixed.
 * @param {{ provider?: string, ownKey?: boolean, focus?: "model" | "key" }} properties
 */
export function SettingsDialog({ provider, ownKey, focus }) {
  const current = useStore(settings);
  const models = useStore(catalog);
  const failed = [current, models].find(({ status, value }) => status === "failed" && !value);
  if (current.value && models.value) {
    return html`<${SettingsForm} settings=${current.value} catalog=${models.value} provider=${provider} ownKey=${ownKey} focus=${focus} />`;
  }
  return html`<${Dialog} title="Model and key" size="wide" onClose=${closeDialog}>
    ${failed ? html`<${LoadFailure} what="The settings" error=${failed.error} onRetry=${reload} />` : html`<${Skeleton} lines=${8} label="Loading the settings" />`}
  <//>`;
}

function reload() {
  settings.load();
  catalog.load();
}
