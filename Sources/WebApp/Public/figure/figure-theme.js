"use strict";

/* Classic script: a sandboxed frame has no origin, and modules would be refused. */

const palettes = {
  light: { ink: "#1b2326", quiet: "#566267", line: "#e3e7e8", axis: "#b4bec1", surface: "#ffffff", onColor: "#ffffff", colors: ["#0b6a7a", "#a85c22", "#5f6b70", "#56752a", "#8a4f7d", "#85660f", "#336fac", "#a8483f", "#3b7663", "#766a5e"] },
  dark: { ink: "#e6ebec", quiet: "#9aa7ab", line: "#2a3236", axis: "#56636a", surface: "#161b1d", onColor: "#0d1517", colors: ["#58bccb", "#e09a5c", "#a3afb4", "#a9c96c", "#c98dbd", "#e0c063", "#79b0e8", "#e08a80", "#7cc4ab", "#beb2a6"] },
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

/**
 * Text inside bars and slices in the ink that reads on the page's colours; a trace with colours of its own keeps Plotly's choice.
 */
function readable(trace, { colors, onColor }) {
  const isOurs = (color) => color === undefined || colors.includes(color) || (Array.isArray(color) && color.every(isOurs));
  if (!["bar", "pie", "funnel", "histogram"].includes(trace.type) || !isOurs(trace.marker?.color) || !isOurs(trace.marker?.colors)) return trace;
  return { ...trace, insidetextfont: { color: onColor, ...trace.insidetextfont } };
}

const toPlainText = (text) => text.replace(/<br\s*\/?>/gi, " ").replace(/<[^>]*>/g, "");

/** A title in lines that fit a width in pixels; plain text only, at the 15 pixels of the template. */
function wrapped(title, width) {
  const text = typeof title === "string" ? title : title?.text;
  if (!text) return title;
  const most = Math.max(12, Math.floor(width / 8.2));
  const lines = [""];
  for (const word of toPlainText(text).split(/\s+/)) {
    const line = `${lines[lines.length - 1]} ${word}`.trim();
    if (line.length <= most || !lines[lines.length - 1]) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines.length === 1 ? title : { ...(typeof title === "object" ? title : {}), text: lines.join("<br>") };
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
      title: { font: { size: 15, color: ink, weight: 600 }, x: 0, xref: "container", xanchor: "left", pad: { l: 6 } },
      xaxis: { ...lines, showgrid: false, showline: true, ticks: "outside" },
      yaxis: { ...lines, showline: false, ticks: "outside", ticklen: 6, tickcolor: "rgba(0,0,0,0)" },
      legend: { font: { color: quiet } },
      hoverlabel: { bgcolor: surface, bordercolor: axis, font: { color: ink, family: "Inter, system-ui, sans-serif" } },
      coloraxis: { colorbar: { outlinewidth: 0, thickness: 12 } },
      margin: { l: 52, r: 16, t: 48, b: 40 },
    },
  };
}

globalThis.figureTheme = { palettes, readable, recolored, themeTemplate, wrapped };
