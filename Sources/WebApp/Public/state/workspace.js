import { route } from "@/lib/router.js";
import { whenSeen } from "@/lib/when-seen.js";
import { closeDialog } from "@/state/dialogs.js";
import { catalog } from "@/state/catalog.js";
import { chats } from "@/state/chats.js";
import { dropConversations, refreshConversation } from "@/state/conversation.js";
import { credits } from "@/state/credits.js";
import { datasets, profiles } from "@/state/datasets.js";
import { settings } from "@/state/settings.js";

const resources = [settings, catalog, credits, chats, datasets];

/** Milliseconds for which what was fetched counts as fresh. */
const fresh = 2000;

let lastLoad = 0;
let endWatch = () => {};

/** Fetches what every page behind the sign-in needs, and keeps it true to what other tabs do. */
export function startWorkspace() {
  lastLoad = Date.now();
  for (const resource of resources) resource.load();
  endWatch = whenSeen(refresh);
}

/** A key may have been removed, credits spent and questions asked in another tab, or time may have passed. */
function refresh() {
  if (Date.now() - lastLoad < fresh) return;
  lastLoad = Date.now();
  for (const resource of [settings, credits, chats]) resource.load();
  const { page, id } = route.get();
  if (page === "chats" && id) refreshConversation(id);
}

/** Forgets all that belonged to the person who was signed in. */
export function endWorkspace() {
  endWatch();
  for (const resource of resources) resource.clear();
  profiles.set({});
  dropConversations();
  closeDialog();
}
