import Core
package import Foundation

extension RequestError {
  /// What a decoding failure of `body` means to its sender.
  ///
  /// Foundation calls a body "not valid JSON" when a number in it doesn't fit into a whole number; the sender is told
  /// which member it is, if it is one of the outermost.
  package init(_ error: DecodingError, body: Data) {
    guard case .dataCorrupted(let context) = error, context.codingPath.isEmpty,
      let value = try? StrictJSON.parse(body, deepest: JSONBodyDecoder.deepest)
    else {
      self.init(error)
      return
    }
    let fractions = (value.objectValue ?? [:]).filter { if case .double = $0.value { true } else { false } }
    if fractions.count == 1, let name = fractions.keys.first {
      self = .invalid(
        field: String(name.prefix(100)), reason: "it must be a whole number, and not too large a one.")
    } else {
      self = .invalid(field: nil, reason: "A number in the body must be a whole number, and not too large a one.")
    }
  }

  /// What a decoding failure means to the sender: the field's path as it is on the wire, and what was expected there.
  package init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self = .invalid(field: Self.path(context.codingPath + [key]), reason: "it is missing.")
    case .valueNotFound(_, let context):
      self = .invalid(field: Self.path(context.codingPath), reason: "it must not be null.")
    case .typeMismatch(let type, let context):
      self = .invalid(field: Self.path(context.codingPath), reason: "it must be \(Self.name(of: type)).")
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      self = .invalid(field: nil, reason: "The body is not valid JSON.")
    case .dataCorrupted(let context):
      self = .invalid(field: Self.path(context.codingPath), reason: "this value is not allowed here.")
    @unknown default:
      self = .invalid(field: nil, reason: "The body could not be read.")
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String? {
    guard !keys.isEmpty else { return nil }
    return keys.prefix(8).map { $0.intValue.map(String.init) ?? snakeCase($0.stringValue) }.joined(separator: ".")
  }

  /// The name on the wire of a key that the decoder has translated to camelCase.
  static func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { text, character in
      text += character.isUppercase ? "_" + character.lowercased() : String(character)
    }
  }

  private static func name(of type: Any.Type) -> String {
    switch type {
    case is String.Type: "text"
    case is Bool.Type: "true or false"
    case is any BinaryInteger.Type: "a whole number"
    case is any BinaryFloatingPoint.Type: "a number"
    case is [Any].Type: "a list"
    default: "an object"
    }
  }
}
