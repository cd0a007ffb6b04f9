import RegexBuilder

/// The shapes of known keys and of masked keys that providers echo. A shape is a hint for scrubbing only: it never
/// rejects a key.
enum KeyPatterns {
  /// Sources: the providers' own documentation of their key formats; masked forms as OpenAI's 401 shows them
  /// (`sk-ab****wxyz`).
  nonisolated(unsafe) private static let patterns: [Regex<Substring>] = [
    /(?:sk|rk|pk)-[A-Za-z0-9_\-]{6,}/,
    /gsk_[A-Za-z0-9_\-]{6,}/,
    /AIza[A-Za-z0-9_\-]{10,}/,
    /AQ\.[A-Za-z0-9_\-]{10,}/,
    /lk-[A-Za-z0-9_\-]{16,}/,
    /xai-[A-Za-z0-9]{16,}/,
    /[A-Za-z0-9_\-]*[*•…]{3,}[A-Za-z0-9_\-]*/,
    /(?i:bearer)\s+[A-Za-z0-9._~+\/\-]{12,}=*/,
  ]

  static func removeAll(from text: String, replacement: String) -> String {
    patterns.reduce(text) { $0.replacing($1, with: replacement) }
  }
}
