/**
 * Does something each time the tab comes back into view or into use, and after a laptop's sleep.
 * @param {() => void} action
 * @returns {() => void} ends it
 */
export function whenSeen(action) {
  const seen = () => { if (document.visibilityState === "visible") action(); };
  document.addEventListener("visibilitychange", seen);
  addEventListener("focus", seen);
  addEventListener("online", seen);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    removeEventListener("focus", seen);
    removeEventListener("online", seen);
  };
}
