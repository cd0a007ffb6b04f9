/**
 * Adds up lines that agree in some fields.
 * @param {Record<string, any>[]} lines
 * @param {string[]} by fields that tell groups apart
 * @param {string[]} amounts fields that are added
 * @returns {Record<string, any>[]}
 */
export function sumBy(lines, by, amounts) {
  /** @type {Map<string, Record<string, any>>} */
  const groups = new Map();
  for (const line of lines) {
    const key = JSON.stringify(by.map((field) => line[field]));
    const group = groups.get(key) ?? Object.fromEntries([...by.map((field) => [field, line[field]]), ...amounts.map((field) => [field, 0])]);
    for (const field of amounts) group[field] += line[field] ?? 0;
    groups.set(key, group);
  }
  return [...groups.values()];
}
