const keywords = "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield None True False";

const pattern = new RegExp(
  [
    /(?<comment>#[^\n]*)/,
    /(?<string>[rbfRBF]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))/,
    new RegExp(`(?<keyword>\\b(?:${keywords.replaceAll(" ", "|")})\\b)`),
    /(?<number>\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?\b)/,
    /(?<call>\b[A-Za-z_]\w*(?=\())/,
  ].map((part) => part.source).join("|"),
  "g",
);

/**
 * Splits Python code into pieces with a kind; plain text has the kind null.
 * @param {string} code
 * @returns {{ kind: string | null, text: string }[]}
 */
export function pythonTokens(code) {
  const tokens = [];
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    const start = match.index ?? 0;
    if (start > end) tokens.push({ kind: null, text: code.slice(end, start) });
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [null];
    tokens.push({ kind, text: match[0] });
    end = start + match[0].length;
  }
  tokens.push({ kind: null, text: code.slice(end) });
  return tokens;
}
