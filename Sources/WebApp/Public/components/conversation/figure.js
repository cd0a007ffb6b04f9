import { html, useEffect, useRef, useState } from "preact-htm";
import { fileName, saveFile } from "@/lib/files.js";
import { theme } from "@/lib/theme.js";
import { useStore } from "@/lib/store.js";
import { Button } from "@/components/basics/button.js";
import { frameFont, pngBytes } from "@/components/conversation/figure-exchange.js";

const plainTitle = (/** @type {any} */ figure) => {
  const title = figure?.layout?.title;
  return (typeof title === "string" ? title : title?.text ?? "").replace(/<[^>]+>/g, " ").trim();
};

/**
 * A Plotly figure. It is drawn in a sandboxed frame of no origin, which gets the data by message and can reach nothing else.
 * @param {{ figure: any }} properties
 */
export function Figure({ figure }) {
  const frame = useRef(/** @type {any} */ (null));
  const mode = useStore(theme);
  const [isReady, setReady] = useState(false);
  const [height, setHeight] = useState(400);
  const [isDrawn, setDrawn] = useState(false);
  const [error, setError] = useState(/** @type {string | null} */ (null));
  const title = plainTitle(figure) || "Figure";
  const tell = (/** @type {object} */ message) => frame.current?.contentWindow?.postMessage(message, "*");
  useEffect(() => {
    const receive = (/** @type {MessageEvent} */ { source, data }) => {
      if (source !== frame.current?.contentWindow) return;
      if (data.kind === "ready") setReady(true);
      if (data.kind === "height") { setHeight(Math.min(Math.max(data.height, 160), 1200)); setDrawn(true); }
      if (data.kind === "error") setError(data.message);
      if (data.kind === "image") saveFile(fileName(title, "png"), pngBytes(data.address), "image/png");
    };
    addEventListener("message", receive);
    return () => removeEventListener("message", receive);
  }, []);
  useEffect(() => {
    if (isReady) frameFont().then((font) => tell({ kind: "draw", figure, theme: mode, font }));
  }, [isReady, mode, figure]);
  return html`<figure class="result result-figure" data-testid="run-figure" aria-label=${title}>
    <iframe ref=${frame} src="/figure.html" sandbox="allow-scripts" title=${title} style=${{ height: `${height}px`, visibility: isDrawn ? undefined : "hidden" }} />
    ${!isDrawn && !error && html`<p class="figure-wait"><span class="spinner" aria-hidden="true" />Drawing the figure</p>`}
    ${error && html`<p class="field-error">The figure could not be drawn: ${error}</p>`}
    <figcaption class="result-tools"><${Button} tone="quiet" icon="download" disabled=${!isReady} onClick=${() => tell({ kind: "export" })}>PNG<//></figcaption>
  </figure>`;
}
