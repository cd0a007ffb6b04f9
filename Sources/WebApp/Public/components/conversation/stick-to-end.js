import { useCallback, useEffect, useRef, useState } from "preact-htm";

const closeEnough = 80;

/**
 * Keeps the end of a growing page in view while the reader is there, and leaves the page alone once the reader scrolls up.
 * @param {{ current: HTMLElement | null }} scroller
 * @param {number} count a new entry brings the end back into view
 */
export function useStickToEnd(scroller, count) {
  const [isAtEnd, setAtEnd] = useState(true);
  const isStuck = useRef(true);
  const goToEnd = useCallback(() => {
    isStuck.current = true;
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, []);
  useEffect(goToEnd, [count]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let last = element.scrollTop;
    // A page that grows moves its end away from a reader who stays; only one who scrolls up has left it.
    const scrolled = () => {
      const isClose = element.scrollHeight - element.scrollTop - element.clientHeight < closeEnough;
      isStuck.current = isClose || (isStuck.current && element.scrollTop >= last);
      last = element.scrollTop;
      setAtEnd(isStuck.current);
    };
    const observer = new ResizeObserver(() => (isStuck.current ? goToEnd() : scrolled()));
    observer.observe(/** @type {Element} */ (element.firstElementChild));
    element.addEventListener("scroll", scrolled, { passive: true });
    return () => { observer.disconnect(); element.removeEventListener("scroll", scrolled); };
  }, []);
  return { isAtEnd, goToEnd };
}
