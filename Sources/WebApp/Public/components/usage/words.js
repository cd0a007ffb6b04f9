/** @type {Record<string, string>} */
const features = { chat: "Chat", deep_analysis: "Deep analysis", code_fix: "Code fix", code_edit: "Code edit", api: "API" };

/** @param {string | null} feature */
export const featureName = (feature) => (feature ? features[feature] ?? feature.replaceAll("_", " ") : "–");

/** @param {string} payer */
export const payerName = (payer) => (payer === "own_key" ? "Own key" : "Platform");

/** @type {Record<string, string>} */
const kinds = { grant: "Granted", hold: "Held", settle: "Charged", release: "Given back", adjustment: "Adjusted" };

/** @param {string} kind */
export const entryName = (kind) => kinds[kind] ?? kind;

export const metrics = [{ value: "tasks", label: "Tasks" }, { value: "tokens", label: "Tokens" }, { value: "credits", label: "Credits" }];

export const ranges = [{ value: "7", label: "7 days" }, { value: "30", label: "30 days" }, { value: "90", label: "90 days" }];
