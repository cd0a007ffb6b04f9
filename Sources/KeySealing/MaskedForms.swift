import Core

/// Finds a secret that was shown with its middle left out: `zq7R…8YbC`, `zq7Rk2...`, `zq7R****8YbC`.
enum MaskedForms {
  nonisolated(unsafe) private static let form =
    /(?<start>[A-Za-z0-9_\-]{3,})(?:…|\.{2,}|[*•]+)(?<end>[A-Za-z0-9_\-]*)/

  /// Ordinary words around dots ("wait...what") are left alone: only the beginning and the end of the secret itself
  /// count.
  static func remove(_ secret: Secret, from text: String) -> String {
    text.replacing(form) { match in
      let isMasked = secret.withBytes { bytes in
        bytes.starts(with: match.output.start.utf8)
          && bytes.reversed().starts(with: match.output.end.utf8.reversed())
      }
      return isMasked ? Scrubber.replacement : String(match.output.0)
    }
  }
}
