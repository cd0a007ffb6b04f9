import { useEffect, useRef } from "preact-htm";
import { useStore } from "@/lib/store.js";
import { chats } from "@/state/chats.js";

/** @type {Record<string, string>} */
const names = { account: "Account", admin: "Administration" };

/**
 * Names the document after its page, and moves the focus to a page that was gone to; a chat focuses its own field.
 * @param {import("@/lib/router.js").Route} route
 */
export function usePageChange(route) {
  const chat = useStore(chats).value?.find(({ id }) => id === route.id);
  const before = useRef(route.page);
  const name = names[route.page] ?? chat?.title ?? "New chat";
  useEffect(() => { document.title = `${name} · Latchkey`; }, [name]);
  useEffect(() => {
    if (before.current !== route.page && route.page !== "chats") document.getElementById("main")?.focus();
    before.current = route.page;
  }, [route.page]);
}
