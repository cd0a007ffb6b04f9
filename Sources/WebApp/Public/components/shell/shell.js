import { html, useEffect, useState } from "preact-htm";
import { useRoute } from "@/lib/router.js";
import { OfflineBanner, SimulatedBanner } from "@/components/shell/banners.js";
import { Dialogs } from "@/components/shell/dialogs.js";
import { Header } from "@/components/shell/header.js";
import { usePageChange } from "@/components/shell/page-change.js";
import { Sidebar } from "@/components/shell/sidebar.js";
import { AccountPage } from "@/pages/account.js";
import { AdminPage } from "@/pages/admin.js";
import { ChatPage } from "@/pages/chat.js";
import { NotFoundPage } from "@/pages/not-found.js";
import { endWorkspace, startWorkspace } from "@/state/workspace.js";

/**
 * Everything behind the sign-in.
 * @param {{ session: import("@/state/session.js").Session }} properties
 */
export function Shell({ session }) {
  const route = useRoute();
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  useEffect(() => { startWorkspace(); return endWorkspace; }, []);
  useEffect(() => setDrawerOpen(false), [route]);
  usePageChange(route);
  return html`<a class="skip" href="#main" onClick=${skip}>Skip to the content</a>
    <div class="shell">
      <${Sidebar} user=${session.user} route=${route} isOpen=${isDrawerOpen} onClose=${() => setDrawerOpen(false)} />
      <div class="shell-main">
        ${session.simulated && html`<${SimulatedBanner} />`}
        <${OfflineBanner} />
        <${Header} onMenu=${() => setDrawerOpen(true)} isDrawerOpen=${isDrawerOpen} />
        <main id="main" class="shell-content" tabindex="-1"><${Page} route=${route} session=${session} /></main>
      </div>
    </div>
    <${Dialogs} />`;
}

/** @param {{ route: import("@/lib/router.js").Route, session: any }} properties */
function Page({ route, session }) {
  if (route.page === "chats") return html`<${ChatPage} id=${route.id} session=${session} />`;
  if (route.page === "account") return html`<${AccountPage} user=${session.user} />`;
  if (route.page === "admin" && session.user.role === "admin") return html`<${AdminPage} />`;
  return html`<${NotFoundPage} />`;
}

/** @param {Event} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
