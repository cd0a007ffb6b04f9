import { createStore, useStore } from "@/lib/store.js";

/** @typedef {{ page: string, id: string | null }} Route */

/**
 * Addresses are kept behind `#`, so that one document serves them all: `#/chats/ID`, `#/account`, `#/admin`.
 * @returns {Route}
 */
function currentRoute() {
  const [page = "chats", id = null] = location.hash.replace(/^#\/?/, "").split("/").filter(Boolean);
  return { page, id };
}

/** An address without `#`, as in `/chats/ID`, leads to the same page. */
if (location.pathname !== "/" && !location.hash) history.replaceState(null, "", `/#${location.pathname}`);

/** @type {import("@/lib/store.js").Store<Route>} */
export const route = createStore(currentRoute());

addEventListener("hashchange", () => route.set(currentRoute()));

export const useRoute = () => useStore(route);

/**
 * @param {string} path as in `/chats/ID`
 * @param {{ replace?: boolean }} options
 */
export function go(path, { replace = false } = {}) {
  if (replace) history.replaceState(null, "", `#${path}`);
  else history.pushState(null, "", `#${path}`);
  route.set(currentRoute());
}

addEventListener("popstate", () => route.set(currentRoute()));
