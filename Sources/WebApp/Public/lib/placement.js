/**
 * Puts a popover below its anchor (or above, when there is more room), within the window.
 * @param {HTMLElement} popover
 * @param {HTMLElement} anchor
 * @param {"start" | "end"} [align]
 */
export function place(popover, anchor, align = "start") {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const wanted = align === "start" ? box.left : box.right - width;
  const below = box.bottom + 6;
  const isAbove = below + height > innerHeight - 8 && box.top - height - 6 > 8;
  popover.style.left = `${Math.max(8, Math.min(wanted, innerWidth - width - 8))}px`;
  popover.style.top = `${isAbove ? box.top - height - 6 : below}px`;
}
