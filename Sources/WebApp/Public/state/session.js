import { get, onSignedOut, post } from "@/lib/api.js";
import { dropDrafts } from "@/lib/drafts.js";
import { go } from "@/lib/router.js";
import { notify } from "@/state/notices.js";
import { createResource } from "@/state/resource.js";

/**
 * @typedef {{ id: string, email: string | null, name: string | null, role: "user" | "admin", is_guest: boolean }} User
 * @typedef {{ user: User | null, guests_allowed: boolean, sign_up_allowed: boolean, simulated: boolean, upload_limit_bytes: number }} Session
 */

/**
 * Who is signed in, and what the server allows.
 * @type {ReturnType<typeof createResource<Session>>}
 */
export const session = createResource(() => get("/api/session"));

/**
 * @param {string} route
 * @param {object} body
 */
async function enter(route, body) {
  session.put(await post(`/api/auth/${route}`, body));
  go("/chats", { replace: true });
}

/** @param {{ email: string, password: string }} body */
export const signIn = (body) => enter("sign-in", body);
/** @param {{ email: string, password: string, name?: string }} body */
export const signUp = (body) => enter("sign-up", body);
export const enterAsGuest = () => enter("guest", {});

export async function signOut() {
  await post("/api/auth/sign-out", {});
  forget();
}

/** @param {{ current: string, new: string }} body */
export const changePassword = (body) => post("/api/auth/password", body);

function forget() {
  dropDrafts();
  go("/chats", { replace: true });
  session.set((now) => ({ ...now, value: now.value && { ...now.value, user: null } }));
}

onSignedOut(() => {
  if (!session.get().value?.user) return;
  forget();
  notify("Your session has ended. Sign in again to go on.", "warning");
});
