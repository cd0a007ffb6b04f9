import Core

/// A text of the answer is JSON that can't be read: an escape that is none, or a control character.
///
/// It is never left out in silence as other members are, since a hole in an answer can't be seen.
struct UnreadableText: Error {}

/// A text of the answer; nil when the member is missing, null or no text.
@propertyWrapper
struct AnswerText: Decodable, Sendable {
  var wrappedValue: String?

  init(wrappedValue: String?) { self.wrappedValue = wrappedValue }

  init(from decoder: any Decoder) throws {
    wrappedValue = try decoder.singleValueContainer().answerText()
  }
}

extension KeyedDecodingContainer {
  /// Found by the compiler when it decodes an `@AnswerText` member, so that a missing key is nil as well.
  func decode(_ type: AnswerText.Type, forKey key: Key) throws -> AnswerText {
    guard contains(key) else { return AnswerText(wrappedValue: nil) }
    return try decodeIfPresent(AnswerText.self, forKey: key) ?? AnswerText(wrappedValue: nil)
  }
}

extension SingleValueDecodingContainer {
  /// The text; nil when the value is none.
  /// - Throws: `UnreadableText`
  func answerText() throws -> String? {
    do {
      return try decode(String.self)
    } catch DecodingError.typeMismatch, DecodingError.valueNotFound {
      return nil
    } catch {
      // What Foundation throws here for a bad escape is an error of its own, which it hides.
      throw UnreadableText()
    }
  }
}

/// JSON that is a text at some servers (`"{\"a\":1}"`) and a value at others (`{"a":1}`): its text either way.
struct LooseJSON: Decodable, Sendable {
  let text: String

  /// - Throws: `UnreadableText` also when a text inside the value can't be read
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try container.answerText() {
      self.text = text
    } else if let value = try? JSONValue(from: decoder) {
      text = value == .null ? "" : value.serialized()
    } else {
      throw UnreadableText()
    }
  }
}
