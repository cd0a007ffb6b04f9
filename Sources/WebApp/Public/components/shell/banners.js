import { html } from "preact-htm";
import { online } from "@/lib/online.js";
import { useStore } from "@/lib/store.js";
import { Icon } from "@/components/basics/icon.js";

/** Says that no real provider is asked. */
export function SimulatedBanner() {
  return html`<aside class="banner banner-simulated" aria-label="Simulated providers" data-testid="banner-simulated">
    <${Icon} name="info" size=${15} />
    <span><strong>Simulated providers.</strong> Nothing leaves this machine.<span class="banner-more"> The code, the tables and the credits are real.</span></span>
  </aside>`;
}

/** Says that the browser has no network. */
export function OfflineBanner() {
  const isOnline = useStore(online);
  return html`<aside aria-label="Connection" aria-live="polite">${!isOnline && html`<p class="banner banner-offline">
    <${Icon} name="offline" size=${15} />
    <span><strong>You are offline.</strong> What you type is kept. A running answer goes on at the server and comes back with the connection.</span>
  </p>`}</aside>`;
}
