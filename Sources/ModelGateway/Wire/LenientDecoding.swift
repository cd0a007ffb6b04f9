import Core

/// A member that may be missing, null, or of a sort that we don't know: then it is nil, and the rest is decoded all the
/// same. Only a text of the answer that can't be read (`UnreadableText`) is an error at every level.
@propertyWrapper
struct Lenient<Value: Decodable & Sendable>: Decodable, Sendable {
  var wrappedValue: Value?

  init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  init(from decoder: any Decoder) throws {
    wrappedValue = try lenient { try Value(from: decoder) }
  }
}

/// A list that may be missing or null, in which items that can't be decoded are left out.
@propertyWrapper
struct LenientList<Item: Decodable & Sendable>: Decodable, Sendable {
  var wrappedValue: [Item]?

  init(wrappedValue: [Item]?) { self.wrappedValue = wrappedValue }

  init(from decoder: any Decoder) throws {
    wrappedValue = try lenient { try [Lenient<Item>](from: decoder).compactMap(\.wrappedValue) }
  }
}

extension KeyedDecodingContainer {
  /// Found by the compiler when it decodes a `@Lenient` member, so that a missing key is nil as well.
  func decode<Value>(_ type: Lenient<Value>.Type, forKey key: Key) throws -> Lenient<Value> {
    Lenient(wrappedValue: try lenient { try decodeIfPresent(Value.self, forKey: key) })
  }

  func decode<Item>(_ type: LenientList<Item>.Type, forKey key: Key) throws -> LenientList<Item> {
    try lenient { try decodeIfPresent(LenientList<Item>.self, forKey: key) } ?? LenientList(wrappedValue: nil)
  }
}

/// A text that some servers write as a number.
struct LooseText: Decodable, Sendable {
  let text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self.text = text
    } else {
      text = String(try container.decode(Int64.self))
    }
  }
}

/// What `read` gives; nil for whatever can't be decoded, except for a text of the answer.
private func lenient<Value>(_ read: () throws -> Value?) throws -> Value? {
  do {
    return try read()
  } catch let error as UnreadableText {
    throw error
  } catch {
    return nil
  }
}
