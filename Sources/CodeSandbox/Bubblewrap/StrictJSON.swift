import Core

/// Reads one JSON text in a single pass: exact UTF-8, no trailing bytes, bounded nesting.
///
/// Results may hold hundreds of thousands of cells, for which the general decoder, which tries one type after the
/// other,
/// takes seconds.
struct StrictJSON {
  struct Malformed: Error {}

  private static let deepest = 128

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  static func parse(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> JSONValue {
    let parsed: Result<JSONValue, Malformed> = bytes.withUnsafeBufferPointer { buffer in
      var reader = StrictJSON(bytes: buffer)
      do throws(Malformed) {
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        return reader.position == buffer.count ? .success(value) : .failure(Malformed())
      } catch {
        return .failure(error)
      }
    }
    return try parsed.get()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func value(depth: Int) throws(Malformed) -> JSONValue {
    guard depth < Self.deepest else { throw Malformed() }
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

  private mutating func object(depth: Int) throws(Malformed) -> JSONValue {
    var members: [String: JSONValue] = [:]
    position += 1
    if takes(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipBlanks()
      guard peek() == UInt8(ascii: "\"") else { throw Malformed() }
      let key = try string()
      guard takes(UInt8(ascii: ":")) else { throw Malformed() }
      guard members.updateValue(try value(depth: depth + 1), forKey: key) == nil else { throw Malformed() }
    } while takes(UInt8(ascii: ","))
    guard takes(UInt8(ascii: "}")) else { throw Malformed() }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(Malformed) -> JSONValue {
    var items: [JSONValue] = []
    position += 1
    if takes(UInt8(ascii: "]")) { return .array(items) }
    repeat { items.append(try value(depth: depth + 1)) } while takes(UInt8(ascii: ","))
    guard takes(UInt8(ascii: "]")) else { throw Malformed() }
    return .array(items)
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Malformed) -> JSONValue {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count, (position..<end).allSatisfy({ bytes[$0] == word.utf8Start[$0 - position] }) else {
      throw Malformed()
    }
    position = end
    return value
  }

  private mutating func number() throws(Malformed) -> JSONValue {
    let start = position
    while let byte = peek(), Self.isOfNumber(byte) { position += 1 }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    if let whole = Int64(text), text.first != "+" { return .int(whole) }
    guard text.first?.isNumber == true || text.first == "-", let number = Double(text), number.isFinite else {
      throw Malformed()
    }
    return .double(number)
  }

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
  private mutating func string() throws(Malformed) -> String {
    position += 1
    var text = ""
    while true {
      let start = position
      while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
      if position > start {
        let run = UnsafeBufferPointer(rebasing: bytes[start..<position])
        guard let piece = String(validating: run, as: UTF8.self) else { throw Malformed() }
        text += piece
      }
      guard let end = peek(), end >= 0x20 else { throw Malformed() }
      position += 1
      if end == UInt8(ascii: "\"") { return text }
      text.unicodeScalars.append(try escaped())
    }
  }

  private mutating func escaped() throws(Malformed) -> Unicode.Scalar {
    guard let byte = peek() else { throw Malformed() }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"): return try scalar()
    default: throw Malformed()
    }
  }

  private mutating func scalar() throws(Malformed) -> Unicode.Scalar {
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), peek() == UInt8(ascii: "\\") else { throw Malformed() }
    position += 1
    guard peek() == UInt8(ascii: "u") else { throw Malformed() }
    position += 1
    let second = try fourDigits()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw Malformed() }
    return scalar
  }

  private mutating func fourDigits() throws(Malformed) -> UInt32 {
    guard position + 4 <= bytes.count else { throw Malformed() }
    let digits = String(decoding: UnsafeBufferPointer(rebasing: bytes[position..<position + 4]), as: UTF8.self)
    guard digits.first?.isHexDigit == true, let number = UInt32(digits, radix: 16) else { throw Malformed() }
    position += 4
    return number
  }
}
