import { createStore } from "@/lib/store.js";
import { formatBytes } from "@/lib/format.js";
import { chooseDataset, draftName } from "@/state/asking.js";
import { addSample, uploadDataset } from "@/state/datasets.js";
import { session } from "@/state/session.js";

/** @typedef {{ name: string, bytes: number, part: number, error: { message: string } | null, stop: () => void }} Upload */

/** Uploads under way, or failed, by chat ("new" for the chat that does not exist yet). */
export const uploads = createStore(/** @type {Record<string, Upload | undefined>} */ ({}));

/**
 * @param {string} name
 * @param {Partial<Upload> | undefined} change
 */
const update = (name, change) => uploads.set((now) => ({ ...now, [name]: change && /** @type {Upload} */ ({ ...now[name], ...change }) }));

/** @param {string | null} chat */
export const dismissUpload = (chat) => update(draftName(chat), undefined);

/**
 * Uploads a file and makes it the data set of a chat.
 * @param {string | null} chat
 * @param {File} file
 */
export async function startUpload(chat, file) {
  const name = draftName(chat);
  const controller = new AbortController();
  const limit = session.get().value?.upload_limit_bytes ?? Infinity;
  update(name, { name: file.name, bytes: file.size, part: 0, error: null, stop: () => controller.abort() });
  if (file.size > limit) return update(name, { error: { message: `The file has ${formatBytes(file.size)}; this server accepts up to ${formatBytes(limit)}.` } });
  if (file.size === 0) return update(name, { error: { message: "The file is empty." } });
  try {
    const dataset = await uploadDataset(file, { signal: controller.signal, onProgress: (part) => update(name, { part }) });
    await chooseDataset(chat, dataset.id);
    update(name, undefined);
  } catch (error) {
    update(name, controller.signal.aborted ? undefined : { error: /** @type {Error} */ (error) });
  }
}

/**
 * Makes the demo's sample the data set of a chat.
 * @param {string | null} chat
 */
export async function startSample(chat) {
  const name = draftName(chat);
  update(name, { name: "the sample data set", bytes: 0, part: 1, error: null, stop: () => {} });
  try {
    const dataset = await addSample();
    await chooseDataset(chat, dataset.id);
    update(name, undefined);
  } catch (error) {
    update(name, { error: /** @type {Error} */ (error) });
  }
}
