/// Reads one JSON text in a single pass: exact UTF-8, no trailing bytes, each name once in an object, bounded nesting.
///
/// The project's only reader of values without a fixed shape. The general decoder tries one type after the other and
/// describes the place of each failure, which costs nesting × elements: seconds for a few kilobytes.
package struct StrictJSON {
  package enum Failure: Error, Equatable {
    case malformed
    /// Lists and objects are nested deeper than allowed; nothing was read beyond that place.
    case tooDeep
  }

  /// How deep values of our own may be nested, such as those in the database.
  package static let deepest = 256

  private let bytes: UnsafeBufferPointer<UInt8>
  private let deepest: Int
  private var position = 0

  /// The value of a whole text whose lists and objects are nested at most `deepest` levels.
  package static func parse(
    _ bytes: some Sequence<UInt8>, deepest: Int = StrictJSON.deepest
  ) throws(Failure) -> JSONValue {
    let parsed = bytes.withContiguousStorageIfAvailable { read($0, deepest: deepest) }
    return try (parsed ?? ContiguousArray(bytes).withUnsafeBufferPointer { read($0, deepest: deepest) }).get()
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>, deepest: Int) -> Result<JSONValue, Failure> {
    var reader = StrictJSON(bytes: bytes, deepest: deepest)
    do throws(Failure) {
      let value = try reader.value(depth: 0)
      reader.skipBlanks()
      return reader.position == bytes.count ? .success(value) : .failure(.malformed)
    } catch {
      return .failure(error)
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, deepest: Int) {
    self.bytes = bytes
    self.deepest = deepest
  }

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    skipBlanks()
    switch peek() {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(Failure) -> JSONValue {
    guard depth < deepest else { throw .tooDeep }
    var members: [String: JSONValue] = [:]
    position += 1
    if takes(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipBlanks()
      guard peek() == UInt8(ascii: "\"") else { throw .malformed }
      let key = try string()
      guard takes(UInt8(ascii: ":")) else { throw .malformed }
      guard members.updateValue(try value(depth: depth + 1), forKey: key) == nil else { throw .malformed }
    } while takes(UInt8(ascii: ","))
    guard takes(UInt8(ascii: "}")) else { throw .malformed }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(Failure) -> JSONValue {
    guard depth < deepest else { throw .tooDeep }
    var items: [JSONValue] = []
    position += 1
    if takes(UInt8(ascii: "]")) { return .array(items) }
    repeat { items.append(try value(depth: depth + 1)) } while takes(UInt8(ascii: ","))
    guard takes(UInt8(ascii: "]")) else { throw .malformed }
    return .array(items)
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Failure) -> JSONValue {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count, (position..<end).allSatisfy({ bytes[$0] == word.utf8Start[$0 - position] }) else {
      throw .malformed
    }
    position = end
    return value
  }

  private mutating func number() throws(Failure) -> JSONValue {
    let start = position
    while let byte = peek(), Self.isOfNumber(byte) { position += 1 }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    guard Self.isNumber(text[...].utf8) else { throw .malformed }
    if let whole = Int64(text) { return .int(whole) }
    guard let number = Double(text), number.isFinite else { throw .malformed }
    return .double(number)
  }

  /// JSON's form of a number: no sign but a minus, no zero before other digits, digits on both sides of a point.
  private static func isNumber(_ text: Substring.UTF8View) -> Bool {
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
    let whole = digits.prefix(while: isDigit)
    guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
    let rest = digits.dropFirst(whole.count)
    guard rest.first == UInt8(ascii: ".") else { return true }
    return rest.dropFirst().first.map(isDigit) ?? false
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func takes(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }
}

extension StrictJSON {
  private mutating func string() throws(Failure) -> String {
    position += 1
    var text = ""
    while true {
      let start = position
      while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
      if position > start {
        let run = UnsafeBufferPointer(rebasing: bytes[start..<position])
        guard let piece = String(validating: run, as: UTF8.self) else { throw .malformed }
        text += piece
      }
      guard let end = peek(), end >= 0x20 else { throw .malformed }
      position += 1
      if end == UInt8(ascii: "\"") { return text }
      text.unicodeScalars.append(try escaped())
    }
  }

  private mutating func escaped() throws(Failure) -> Unicode.Scalar {
    guard let byte = peek() else { throw .malformed }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"): return try scalar()
    default: throw .malformed
    }
  }

  private mutating func scalar() throws(Failure) -> Unicode.Scalar {
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), peek() == UInt8(ascii: "\\") else { throw .malformed }
    position += 1
    guard peek() == UInt8(ascii: "u") else { throw .malformed }
    position += 1
    let second = try fourDigits()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw .malformed }
    return scalar
  }

  private mutating func fourDigits() throws(Failure) -> UInt32 {
    guard position + 4 <= bytes.count else { throw .malformed }
    let digits = String(decoding: UnsafeBufferPointer(rebasing: bytes[position..<position + 4]), as: UTF8.self)
    guard digits.first?.isHexDigit == true, let number = UInt32(digits, radix: 16) else { throw .malformed }
    position += 4
    return number
  }
}
