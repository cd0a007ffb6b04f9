/** @type {Promise<ArrayBuffer | null> | null} */
let font = null;

/** The page's typeface for figures: a frame of no origin may not fetch fonts, so it is handed the bytes. */
export function frameFont() {
  font ??= fetch("/assets/vendor/inter.woff2").then((response) => (response.ok ? response.arrayBuffer() : null), () => null);
  return font;
}

/**
 * The bytes of a `data:` address.
 * @param {string} address
 */
export function pngBytes(address) {
  return Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (character) => character.charCodeAt(0));
}
