import Core
package import Foundation

extension RequestError {
  /// What a decoding failure of `body` means to its sender.
  ///
  /// Foundation calls a body "not valid JSON" when a number in it doesn't fit into a whole number; the sender is told
  /// which.
  package init(_ error: DecodingError, body: Data) {
    guard case .dataCorrupted(let context) = error, context.codingPath.isEmpty,
      let value = try? JSONValue(parsing: body)
    else {
      self.init(error)
      return
    }
    let fractions = Self.fractions(in: value, at: [])
    self = .invalid(
      field: fractions.count == 1 ? fractions[0] : nil,
      reason: fractions.count == 1
        ? "it must be a whole number, and not too large a one."
        : "A number in the body must be a whole number, and not too large a one.")
  }

  private static func fractions(in value: JSONValue, at path: [String]) -> [String] {
    switch value {
    case .double: [String(path.joined(separator: ".").prefix(100))]
    case .array(let items): items.enumerated().flatMap { fractions(in: $1, at: path + [String($0)]) }
    case .object(let members): members.flatMap { fractions(in: $1, at: path + [$0]) }
    default: []
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
