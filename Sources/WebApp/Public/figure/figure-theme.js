"use strict";

/* Classic script: a sandboxed frame has no origin, and modules would be refused. */

const palettes = {
  light: { ink: "#1b2326", quiet: "#566267", line: "#e3e7e8", axis: "#b4bec1", surface: "#ffffff", colors: ["#0b6a7a", "#b4662a", "#5f6b70", "#7a9c3f", "#8a4f7d", "#c29a2c", "#3f7fbf", "#a8483f", "#4d8c77", "#91857a"] },
  dark: { ink: "#e6ebec", quiet: "#9aa7ab", line: "#2a3236", axis: "#56636a", surface: "#161b1d", colors: ["#58bccb", "#e09a5c", "#a3afb4", "#a9c96c", "#c98dbd", "#e0c063", "#79b0e8", "#e08a80", "#7cc4ab", "#beb2a6"] },
};

/** Plotly's own first ten colours: they carry no meaning, so that a figure made without a choice takes the page's colours. */
const plotlyColors = ["#636efa", "#ef553b", "#00cc96", "#ab63fa", "#ffa15a", "#19d3f3", "#ff6692", "#b6e880", "#ff97ff", "#fecb52"];

/** Replaces Plotly's default colours, wherever a trace names one. */
function recolored(value, colors) {
  if (typeof value === "string") {
    const index = plotlyColors.indexOf(value.toLowerCase());
    return index < 0 ? value : colors[index];
  }
  if (Array.isArray(value)) return value.map((each) => recolored(each, colors));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, recolored(each, colors)]));
  return value;
}

/** The layout that lies under a figure's own: quiet lines, the page's type and colours. */
function themeTemplate(mode) {
  const { ink, quiet, line, axis, surface, colors } = palettes[mode];
  const lines = { gridcolor: line, linecolor: axis, zerolinecolor: axis, tickcolor: axis, automargin: true, tickfont: { color: quiet }, title: { standoff: 12, font: { size: 13, color: quiet } } };
  return {
    layout: {
      colorway: colors,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: "Inter, system-ui, sans-serif", size: 13, color: ink },
      title: { font: { size: 15, color: ink, weight: 600 }, x: 0, xref: "paper", xanchor: "left" },
      xaxis: { ...lines, showgrid: false, showline: true, ticks: "outside" },
      yaxis: { ...lines, showline: false },
      legend: { font: { color: quiet } },
      hoverlabel: { bgcolor: surface, bordercolor: axis, font: { color: ink, family: "Inter, system-ui, sans-serif" } },
      coloraxis: { colorbar: { outlinewidth: 0, thickness: 12 } },
      margin: { l: 52, r: 16, t: 48, b: 40 },
    },
  };
}

globalThis.figureTheme = { palettes, recolored, themeTemplate };
