import RegexBuilder

/// The shapes of known keys and of masked keys that providers echo. A shape is a hint for scrubbing only: it never
/// rejects a key.
///
/// Sources: the providers' own documentation of their key formats; masked forms as OpenAI's 401 shows them
/// (`sk-ab****wxyz`).
enum KeyPatterns {
  private typealias Pattern = Regex<(Substring, before: Substring)>

  /// Keys and masked keys that begin like one; the beginning stands at the beginning of a word ("risk-adjusted" has
  /// none).
  nonisolated(unsafe) private static let shapes: [Pattern] = [
    /(?<before>^|[^A-Za-z0-9])(?:sk|rk|pk)-[A-Za-z0-9_\-]{6,}/,
    /(?<before>^|[^A-Za-z0-9])gsk_[A-Za-z0-9_\-]{6,}/,
    /(?<before>^|[^A-Za-z0-9])AIza[A-Za-z0-9_\-]{10,}/,
    /(?<before>^|[^A-Za-z0-9])AQ\.[A-Za-z0-9_\-]{10,}/,
    /(?<before>^|[^A-Za-z0-9])lk-[A-Za-z0-9_\-]{16,}/,
    /(?<before>^|[^A-Za-z0-9])xai-[A-Za-z0-9]{16,}/,
  ]

  /// Masked keys: what begins like a key and goes on after dots, or anything with three stars in it.
  nonisolated(unsafe) private static let masked: [Pattern] = [
    /(?<before>^|[^A-Za-z0-9])(?:sk-|rk-|pk-|lk-|xai-|gsk_|AIza|AQ\.)[A-Za-z0-9_\-]*(?:…|\.{2,}|[*•]+)[A-Za-z0-9_\-]+/,
    /(?<before>^|[^A-Za-z0-9])(?:sk-|rk-|pk-|lk-|xai-|gsk_|AIza|AQ\.)[A-Za-z0-9_\-]+(?:…|\.{3,}|[*•]+)/,
    /(?<before>)[A-Za-z0-9_\-]*[*•…]{3,}[A-Za-z0-9_\-]*/,
    /(?<before>)(?i:bearer)\s+[A-Za-z0-9._~+\/\-]{12,}=*/,
  ]

  static func removeAll(from text: String, replacement: String) -> String {
    (masked + shapes).reduce(text) { text, pattern in
      text.replacing(pattern) { "\($0.output.before)\(replacement)" }
    }
  }
}
