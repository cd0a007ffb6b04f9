/// One documented setting: the name in the environment and in `.env`; the option is the same name in lower case with
/// dashes (`--latchkey-listen`).
package struct Setting: Sendable, Hashable {
  package let name: String
  /// What holds when it is not set, as text; nil when there is nothing then.
  package let defaultValue: String?
  /// What it does, with its bounds.
  package let sentence: String
  /// A secret is read as one, kept as `Secret`, and never printed.
  package let isSecret: Bool

  init(_ name: String, default defaultValue: String? = nil, isSecret: Bool = false, _ sentence: String) {
    self.name = name
    self.defaultValue = defaultValue
    self.sentence = sentence
    self.isSecret = isSecret
  }

  /// The command-line option of this setting.
  package var option: String { "--" + name.lowercased().replacing("_", with: "-") }
}
