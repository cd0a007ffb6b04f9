package import Core

/// What a key looks like from outside, without asking anybody.
package enum KeyFormat {
  /// Whether this can't be a key: empty, with white space or control characters, not ASCII, shorter than 8 or longer
  /// than 512.
  package static func isMalformed(_ key: Secret) -> Bool {
    !(8...512).contains(key.count) || isUnfitForHeader(key)
  }

  /// Whether it is empty or holds anything but visible ASCII characters.
  static func isUnfitForHeader(_ key: Secret) -> Bool {
    key.withBytes { bytes in bytes.isEmpty || bytes.contains { $0 <= 0x20 || $0 >= 0x7f } }
  }

  /// The provider whose keys begin like this one: a hint to show beside the field, never a reason to refuse a key.
  package static func looksLike(_ key: Secret) -> Provider? {
    // The longest prefix is 10 characters, which tells nothing of a key.
    let beginning = key.withBytes { String(decoding: $0.prefix(10), as: UTF8.self) }
    return prefixes.first { beginning.hasPrefix($0.prefix) }?.provider
  }

  private static let prefixes: [(prefix: String, provider: Provider)] = [
    ("sk-ant-", .anthropic), ("gsk_", .groq), ("AIza", .gemini), ("AQ.", .gemini), ("sk-", .openai),
  ]
}
