import { useEffect, useRef, useState } from "preact-htm";

/**
 * An element's width in pixels, kept up to date.
 * @param {number} initial
 */
export function useWidth(initial) {
  const element = useRef(/** @type {any} */ (null));
  const [width, setWidth] = useState(initial);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry.contentRect.width)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return { element, width };
}
