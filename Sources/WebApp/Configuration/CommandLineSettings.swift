/// Checks the settings given as options before they are read, since an unknown or empty one would otherwise be ignored
/// in silence.
enum CommandLineSettings {
  /// The arguments in the form `--name=value`, one for each setting; the last of several wins.
  static func checked(_ arguments: [String]) throws(ConfigurationError) -> [String] {
    let known = Set(SettingsReference.all.map(\.option))
    var values: [String: String] = [:]
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard known.contains(parts[0]) else { throw .unknownOption(parts[0]) }
      guard let value = parts.count == 2 ? parts[1] : rest.popFirst(), !value.hasPrefix("--"), !value.contains(",")
      else { throw .missingValue(option: parts[0]) }
      values[parts[0]] = value
    }
    return values.map { "\($0)=\($1)" }
  }
}
