import { createStore } from "@/lib/store.js";

/** False while the browser knows that it has no network. */
export const online = createStore(navigator.onLine);

addEventListener("online", () => online.set(true));
addEventListener("offline", () => online.set(false));
