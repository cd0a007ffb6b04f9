import { get, post, remove } from "@/lib/api.js";
import { upload } from "@/lib/upload.js";
import { createStore } from "@/lib/store.js";
import { createResource } from "@/state/resource.js";

/**
 * @typedef {{ name: string, type: string, missing: number, distinct: number, min?: any, max?: any, mean?: number, examples: any[] }} ColumnProfile
 * @typedef {{ rows: number, columns: number, encoding: string, delimiter: string, has_bom: boolean, notes: string[],
 *   column_profiles: ColumnProfile[], preview?: { columns: string[], rows: string[][] } }} DatasetProfile
 * @typedef {{ id: string, name: string, bytes: number, created_at: string, profile: DatasetProfile | null }} Dataset
 */

/**
 * The person's data sets, without previews.
 * @type {ReturnType<typeof createResource<Dataset[]>>}
 */
export const datasets = createResource(async () => (await get("/api/datasets")).datasets);

/** Data sets with their previews, by id. */
export const profiles = createStore(/** @type {Record<string, Dataset>} */ ({}));

/** @param {Dataset} dataset */
const putProfile = (dataset) => profiles.set((now) => ({ ...now, [dataset.id]: dataset }));

/**
 * Fetches a data set with its preview, once.
 * @param {string} id
 * @returns {Promise<Dataset>}
 */
export async function loadDataset(id) {
  const known = profiles.get()[id];
  if (known) return known;
  const { dataset } = await get(`/api/datasets/${id}`);
  putProfile(dataset);
  return dataset;
}

/**
 * @param {File} file
 * @param {{ onProgress: (part: number) => void, signal: AbortSignal }} options
 * @returns {Promise<Dataset>}
 */
export async function uploadDataset(file, options) {
  const { dataset } = await upload(`/api/datasets?name=${encodeURIComponent(file.name)}`, file, options);
  putProfile(dataset);
  datasets.put([dataset, ...(datasets.get().value ?? [])]);
  return dataset;
}

/**
 * Adds the sample data set of the demo.
 * @returns {Promise<Dataset>}
 */
export async function addSample() {
  const { dataset } = await post("/api/datasets/sample", {});
  putProfile(dataset);
  datasets.put([dataset, ...(datasets.get().value ?? [])]);
  return dataset;
}

/** @param {string} id */
export async function deleteDataset(id) {
  await remove(`/api/datasets/${id}`);
  datasets.put((datasets.get().value ?? []).filter((dataset) => dataset.id !== id));
}
