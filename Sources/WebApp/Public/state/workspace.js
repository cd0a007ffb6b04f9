import { closeDialog } from "@/state/dialogs.js";
import { catalog } from "@/state/catalog.js";
import { chats } from "@/state/chats.js";
import { dropConversations } from "@/state/conversation.js";
import { credits } from "@/state/credits.js";
import { datasets, profiles } from "@/state/datasets.js";
import { settings } from "@/state/settings.js";

const resources = [settings, catalog, credits, chats, datasets];

/** Fetches what every page behind the sign-in needs. */
export function startWorkspace() {
  for (const resource of resources) resource.load();
}

/** Forgets all that belonged to the person who was signed in. */
export function endWorkspace() {
  for (const resource of resources) resource.clear();
  profiles.set({});
  dropConversations();
  closeDialog();
}
