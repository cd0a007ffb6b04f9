import CLibPQ

/// The arguments of a statement as libpq takes them: one block of memory, with a pointer, a length, a format and a type
/// for each.
struct PostgresParameters {
  /// Built-in types that arguments have (`pg_type.oid`); 0 leaves a null's type to its place in the statement.
  private enum TypeID {
    static let bigint: Oid = 20
    static let text: Oid = 25
    static let double: Oid = 701
    static let bytes: Oid = 17
    static let unknown: Oid = 0
  }

  private(set) var types: [Oid] = []
  private var bytes: [UInt8] = []
  /// Where each argument begins; nil for null.
  private var starts: [Int?] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  init(_ arguments: [SQLValue]) throws(StorageError) {
    for argument in arguments {
      switch argument {
      case .null: append(nil, TypeID.unknown)
      case .integer(let number): append(String(number).utf8, TypeID.bigint)
      case .real(let number): append(String(number).utf8, TypeID.double)
      case .text(let text):
        guard !text.utf8.contains(0) else { throw .invalidText }
        append(text.utf8, TypeID.text)
      case .bytes(let content): append(content, TypeID.bytes, isBinary: true)
      }
    }
  }

  private mutating func append(_ content: (some Collection<UInt8>)?, _ type: Oid, isBinary: Bool = false) {
    types.append(type)
    formats.append(isBinary ? 1 : 0)
    guard let content else {
      starts.append(nil)
      lengths.append(0)
      return
    }
    starts.append(bytes.count)
    lengths.append(Int32(content.count))
    bytes.append(contentsOf: content)
    bytes.append(0)
  }

  private mutating func append(_ content: String.UTF8View?, _ type: Oid) {
    append(content.map { Array($0) }, type, isBinary: false)
  }

  /// Lends count, values, lengths and formats for one call.
  func withPointers<Result>(
    _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
  ) -> Result {
    bytes.withUnsafeBytes { memory in
      let base = memory.baseAddress?.assumingMemoryBound(to: CChar.self)
      let values = starts.map { start in start.flatMap { start in base.map { $0 + start } } }
      return values.withUnsafeBufferPointer { values in
        lengths.withUnsafeBufferPointer { lengths in
          formats.withUnsafeBufferPointer { formats in
            body(Int32(starts.count), values.baseAddress, lengths.baseAddress, formats.baseAddress)
          }
        }
      }
    }
  }
}
