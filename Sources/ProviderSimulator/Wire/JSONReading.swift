import Core

extension JSONValue {
  /// The text of a message's content: a string, or the texts of its parts one after the other.
  var contentText: String {
    switch self {
    case .string(let text): text
    case .array(let parts): parts.compactMap { $0["text"]?.stringValue ?? $0["content"]?.contentText }.joined()
    default: ""
    }
  }

  /// One string or a list of strings, as `stop` is written.
  var stringList: [String] {
    if let text = stringValue { return [text] }
    return (arrayValue ?? []).compactMap(\.stringValue)
  }
}
