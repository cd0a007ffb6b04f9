import { h } from "preact-htm";
import { iconShapes } from "@/components/basics/icon-shapes.js";

/**
 * A line icon beside a label; it says nothing to assistive technology.
 * @param {{ name: string, size?: number }} properties
 */
export function Icon({ name, size = 16 }) {
  const shapes = iconShapes[name].map(([tag, attributes]) => h(tag, attributes));
  return h("svg", { class: "icon", width: size, height: size, viewBox: "0 0 24 24", "aria-hidden": "true" }, shapes);
}
