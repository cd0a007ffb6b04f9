package import Core

/// A setting that can't be used; the sentence names it and says what would do. It never shows a secret's value.
package enum ConfigurationError: AppError, Equatable {
  case invalid(name: String, reason: String)
  case unknownOption(String)
  case missingValue(option: String)
  case unreadableFile(String)

  package var code: String {
    switch self {
    case .invalid: "configuration.invalid"
    case .unknownOption: "configuration.unknown_option"
    case .missingValue: "configuration.missing_value"
    case .unreadableFile: "configuration.unreadable_file"
    }
  }

  package var kind: ErrorKind { .invalidInput }

  package var message: String {
    switch self {
    case .invalid(let name, let reason): "\(name) \(reason)"
    case .unknownOption(let option): "There is no option \(option); `latchkey serve --help` lists them."
    case .missingValue(let option): "\(option) needs exactly one value; set one that holds a comma in the environment."
    case .unreadableFile(let path):
      "The settings file \(path) can't be read. Check that it is a text file that this user may read."
    }
  }
}
