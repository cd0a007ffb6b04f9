"use strict";

/* Draws the one figure that the page sends, and sends back its height, its errors and, on request, its image. */

const theming = globalThis.figureTheme;
const element = document.getElementById("figure");
const settings = { displayModeBar: false, displaylogo: false, responsive: true };
let height = 400;
let hasFont = false;

const tell = (message) => parent.postMessage(message, "*");

/** The page hands over its typeface, since a frame of no origin may not fetch fonts. */
async function useFont(bytes) {
  if (hasFont || !bytes) return;
  hasFont = true;
  const face = await new FontFace("Inter", bytes, { weight: "100 900" }).load();
  document.fonts.add(face);
}

async function draw({ figure, theme, font }) {
  await useFont(font);
  document.documentElement.style.colorScheme = theme;
  height = figure.layout?.height ?? 400;
  const palette = theming.palettes[theme];
  const { colors } = palette;
  const data = theming.recolored(figure.data ?? [], colors).map((trace) => theming.readable(trace, palette));
  const layout = { ...theming.recolored(figure.layout ?? {}, colors), template: theming.themeTemplate(theme), autosize: true, height };
  if (layout.title) layout.title = theming.wrapped(layout.title, element.clientWidth - 24);
  delete layout.width;
  for (const background of ["paper_bgcolor", "plot_bgcolor"]) delete layout[background];
  await Plotly.react(element, data, layout, settings);
  tell({ kind: "height", height });
}

async function exportImage() {
  const scale = 2;
  tell({ kind: "image", address: await Plotly.toImage(element, { format: "png", width: element.clientWidth, height, scale }) });
}

addEventListener("message", (event) => {
  if (event.source !== parent) return;
  const action = event.data.kind === "draw" ? draw(event.data) : exportImage();
  action.catch((error) => tell({ kind: "error", message: String(error.message ?? error) }));
});

tell({ kind: "ready" });
