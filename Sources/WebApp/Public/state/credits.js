import { get } from "@/lib/api.js";
import { createResource } from "@/state/resource.js";

/** @typedef {{ available: number, held: number, plan: string, plan_name: string, is_unlimited: boolean, renews_at: string | null }} Balance */

/**
 * The person's balance.
 * @type {ReturnType<typeof createResource<Balance>>}
 */
export const credits = createResource(() => get("/api/user/credits"));
