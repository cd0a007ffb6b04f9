/**
 * The smallest round number that is not below `value`: 1, 2, 2.5 or 5 times a power of ten.
 * @param {number} value
 */
export function roundUp(value) {
  if (value <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}
