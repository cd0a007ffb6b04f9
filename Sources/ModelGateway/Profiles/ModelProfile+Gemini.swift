extension ModelProfile {
  /// Google's reference: from 2.5 on, models think by default and thoughts are paid from `maxOutputTokens`;
  /// from 3 on, function calls that are sent back need their thought signature.
  static func gemini(_ name: String) -> ModelProfile {
    var profile = ModelProfile()
    profile.mostStopTexts = 5
    let isAtLeast3 = (generation(of: name, after: "gemini-") ?? 0) >= 3
    profile.isReasoning = isAtLeast3 || (name.hasPrefix("gemini-2.5") && !name.contains("flash-lite"))
    profile.thinkingCountsAsOutput = profile.isReasoning
    profile.needsThoughtSignature = isAtLeast3
    return profile
  }
}
