/**
 * A field of a CSV file: quoted where it must be.
 * @param {any} value
 */
function field(value) {
  const text = value === null || value === undefined ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A table as CSV with a header line (RFC 4180).
 * @param {string[]} columns
 * @param {any[][]} rows
 */
export function toCSV(columns, rows) {
  return [columns, ...rows].map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
}
