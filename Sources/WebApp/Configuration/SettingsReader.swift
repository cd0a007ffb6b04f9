import Configuration
import Core

/// Reads documented settings as bounded, typed values and says in one sentence what is wrong with one.
///
/// An empty value counts as not set, so that an untouched line of `.env.example` changes nothing.
struct SettingsReader {
  let reader: ConfigReader

  func text(_ setting: Setting) -> String? {
    let value = reader.string(forKey: ConfigKey(setting.keyComponents), isSecret: setting.isSecret)
    guard let value = value.map(Self.unquoted), !value.isEmpty else { return setting.defaultValue }
    return value
  }

  func secret(_ setting: Setting) -> Secret? {
    text(setting).map { Secret($0) }
  }

  func wholeNumber(_ setting: Setting, in bounds: ClosedRange<Int>) throws(ConfigurationError) -> Int {
    guard let number = text(setting).flatMap({ Int($0) }), bounds.contains(number) else {
      throw .invalid(
        name: setting.name, reason: "must be a whole number from \(bounds.lowerBound) to \(bounds.upperBound).")
    }
    return number
  }

  func flag(_ setting: Setting) throws(ConfigurationError) -> Bool {
    switch text(setting)?.lowercased() {
    case "true", "yes", "on", "1": return true
    case "false", "no", "off", "0": return false
    default: throw .invalid(name: setting.name, reason: "must be true or false.")
    }
  }

  /// The value made by `parse`; throws with `expected` when it makes none of a value that is set.
  func value<Value>(
    _ setting: Setting, expected: String, parse: (String) -> Value?
  ) throws(ConfigurationError) -> Value? {
    guard let text = text(setting) else { return nil }
    guard let value = parse(text) else { throw .invalid(name: setting.name, reason: expected) }
    return value
  }

  /// The value made by `parse` of a setting that has a default.
  func requiredValue<Value>(
    _ setting: Setting, expected: String, parse: (String) -> Value?
  ) throws(ConfigurationError) -> Value {
    guard let value = try value(setting, expected: expected, parse: parse) else {
      throw .invalid(name: setting.name, reason: expected)
    }
    return value
  }

  /// `.env` files are often written with quotes around a value; they are not part of it.
  private static func unquoted(_ value: String) -> String {
    for quote in ["\"", "'"] where value.count >= 2 && value.hasPrefix(quote) && value.hasSuffix(quote) {
      return String(value.dropFirst().dropLast())
    }
    return value
  }
}

extension Setting {
  var keyComponents: [String] { name.lowercased().split(separator: "_").map(String.init) }
}
