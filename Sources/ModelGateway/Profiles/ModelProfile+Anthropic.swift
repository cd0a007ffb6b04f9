extension ModelProfile {
  /// Anthropic's Messages reference: `max_tokens` is required, temperature goes to 1.
  ///
  /// From Opus 4.7 on, and in the whole fifth generation, sampling parameters are refused; thinking is part of
  /// `max_tokens`.
  static func anthropic(_ name: String) -> ModelProfile {
    var profile = ModelProfile()
    profile.highestTemperature = 1
    let version = AnthropicVersion(name)
    profile.defaultMaxTokens = defaultMaxTokens(for: version)
    profile.highestMaxTokens = highestMaxTokens(for: version)
    profile.isReasoning = version >= AnthropicVersion(major: 3, minor: 7)
    profile.thinkingCountsAsOutput = profile.isReasoning
    profile.acceptsTemperature = version < AnthropicVersion(major: 4, minor: 7)
    return profile
  }

  /// What the generations before the catalog's could write.
  private static func highestMaxTokens(for version: AnthropicVersion) -> Int? {
    if version < AnthropicVersion(major: 3, minor: 5) { return 4096 }
    return version < AnthropicVersion(major: 3, minor: 7) ? 8192 : nil
  }

  /// No more than each generation may write, and few enough for an answer that is not streamed.
  private static func defaultMaxTokens(for version: AnthropicVersion) -> Int {
    if version < AnthropicVersion(major: 3, minor: 5) { return 4096 }
    if version < AnthropicVersion(major: 4, minor: 7) { return 8192 }
    return 16_384
  }
}

/// A Claude model's version, out of `claude-3-5-haiku-20241022`, `claude-sonnet-4-0`, `claude-opus-4-5-20251101` or
/// `claude-opus-5`.
struct AnthropicVersion: Comparable {
  let major: Int
  let minor: Int

  init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// The first one or two short numbers of the name; a name without any counts as the newest, which takes the fewest
  /// parameters.
  init(_ name: String) {
    let numbers = name.split { $0 == "-" || $0 == "." || $0 == "@" }.drop { Int($0) == nil }
      .prefix { Int($0) != nil && $0.count <= 2 }.compactMap { Int($0) }
    major = numbers.first ?? 99
    minor = numbers.dropFirst().first ?? 0
  }

  static func < (left: Self, right: Self) -> Bool { (left.major, left.minor) < (right.major, right.minor) }
}
