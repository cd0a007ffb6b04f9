import CLibPQ

/// The answer to one statement; its memory is libpq's and goes with it.
final class PostgresResult {
  private let pointer: OpaquePointer

  /// - Throws: `PostgresFailure` when the statement failed, or when there is no answer at all.
  init(_ pointer: OpaquePointer?) throws(PostgresFailure) {
    guard let pointer else { throw .lostConnection }
    self.pointer = pointer
    switch PQresultStatus(pointer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return
    default:
      // Without a code, the failure is libpq's own: the connection broke.
      guard let code = PQresultErrorField(pointer, sqlStateField) else { throw .lostConnection }
      throw PostgresFailure(sqlState: String(cString: code))
    }
  }

  deinit { PQclear(pointer) }

  /// How many rows a statement changed, or returned when it is a SELECT.
  var changedRows: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

  func rows() throws(StorageError) -> [SQLRow] {
    let width = PQnfields(pointer)
    let columns = (0..<width).map { String(cString: PQfname(pointer, $0)) }
    let types = (0..<width).map { PQftype(pointer, $0) }
    var rows: [SQLRow] = []
    rows.reserveCapacity(Int(PQntuples(pointer)))
    for row in 0..<PQntuples(pointer) {
      var values: [SQLValue] = []
      values.reserveCapacity(Int(width))
      for column in 0..<width {
        values.append(try value(row, column, type: types[Int(column)], name: columns[Int(column)]))
      }
      rows.append(SQLRow(columns: columns, values: values))
    }
    return rows
  }

  private func value(_ row: Int32, _ column: Int32, type: Oid, name: String) throws(StorageError) -> SQLValue {
    if PQgetisnull(pointer, row, column) == 1 { return .null }
    let raw = UnsafeRawBufferPointer(
      start: PQgetvalue(pointer, row, column), count: Int(PQgetlength(pointer, row, column)))
    guard let value = SQLValue(postgresText: String(decoding: raw, as: UTF8.self), type: type) else {
      throw .unreadable(column: name)
    }
    return value
  }
}

/// `PG_DIAG_SQLSTATE`, a macro that Swift does not see.
private let sqlStateField = Int32(UInt8(ascii: "C"))

extension SQLValue {
  /// A value in PostgreSQL's text form; nil when the text is not of its type.
  init?(postgresText text: String, type: Oid) {
    switch type {
    case 20, 21, 23:
      guard let number = Int64(text) else { return nil }
      self = .integer(number)
    case 16: self = .integer(text == "t" ? 1 : 0)
    case 700, 701:
      guard let number = Double(text) else { return nil }
      self = .real(number)
    case 1700:
      if let number = Int64(text) {
        self = .integer(number)
      } else if let number = Double(text) {
        self = .real(number)
      } else {
        return nil
      }
    case 17:
      guard let bytes = [UInt8](postgresHex: text) else { return nil }
      self = .bytes(bytes)
    default: self = .text(text)
    }
  }
}

extension [UInt8] {
  /// `\x` and two hexadecimal digits a byte: the form of `bytea_output = hex`.
  fileprivate init?(postgresHex text: String) {
    let digits = text.utf8
    guard digits.starts(with: #"\x"#.utf8), digits.count.isMultiple(of: 2) else { return nil }
    self = []
    reserveCapacity(digits.count / 2)
    var index = digits.index(digits.startIndex, offsetBy: 2)
    while index != digits.endIndex {
      let second = digits.index(after: index)
      guard let high = Self.value(of: digits[index]), let low = Self.value(of: digits[second]) else { return nil }
      append(high << 4 | low)
      index = digits.index(after: second)
    }
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
