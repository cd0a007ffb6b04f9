package import Core

/// One row of an answer. A column that is missing or of another type than asked for is a `StorageError.unreadable`.
package struct SQLRow: Hashable, Sendable {
  private let columns: [String]
  let values: [SQLValue]

  package init(columns: [String], values: [SQLValue]) {
    self.columns = columns
    self.values = values
  }

  package func value(_ column: String) throws(StorageError) -> SQLValue {
    guard let index = columns.firstIndex(of: column) else { throw .unreadable(column: column) }
    return values[index]
  }

  package func optionalText(_ column: String) throws(StorageError) -> String? {
    switch try value(column) {
    case .null: nil
    case .text(let text): text
    default: throw .unreadable(column: column)
    }
  }

  package func optionalInteger(_ column: String) throws(StorageError) -> Int64? {
    switch try value(column) {
    case .null: nil
    case .integer(let number): number
    default: throw .unreadable(column: column)
    }
  }

  package func optionalReal(_ column: String) throws(StorageError) -> Double? {
    switch try value(column) {
    case .null: nil
    case .real(let number): number
    case .integer(let number): Double(number)
    default: throw .unreadable(column: column)
    }
  }

  package func optionalBytes(_ column: String) throws(StorageError) -> [UInt8]? {
    switch try value(column) {
    case .null: nil
    case .bytes(let bytes): bytes
    default: throw .unreadable(column: column)
    }
  }
}

extension SQLRow {
  package func text(_ column: String) throws(StorageError) -> String {
    try present(optionalText(column), column)
  }

  package func integer(_ column: String) throws(StorageError) -> Int64 {
    try present(optionalInteger(column), column)
  }

  package func int(_ column: String) throws(StorageError) -> Int {
    Int(try integer(column))
  }

  package func bytes(_ column: String) throws(StorageError) -> [UInt8] {
    try present(optionalBytes(column), column)
  }

  package func flag(_ column: String) throws(StorageError) -> Bool {
    try integer(column) != 0
  }

  package func credits(_ column: String) throws(StorageError) -> Credits {
    Credits(try integer(column))
  }

  package func time(_ column: String) throws(StorageError) -> Timestamp {
    Timestamp(milliseconds: try integer(column))
  }

  package func optionalTime(_ column: String) throws(StorageError) -> Timestamp? {
    try optionalInteger(column).map { Timestamp(milliseconds: $0) }
  }

  package func id<Kind>(_ column: String) throws(StorageError) -> Identifier<Kind> {
    Identifier(trusted: try text(column))
  }

  package func optionalID<Kind>(_ column: String) throws(StorageError) -> Identifier<Kind>? {
    try optionalText(column).map { Identifier(trusted: $0) }
  }

  /// A value of a closed set that is stored by its name.
  package func named<Value: RawRepresentable<String>>(_ column: String) throws(StorageError) -> Value {
    try present(Value(rawValue: text(column)), column)
  }

  package func optionalNamed<Value: RawRepresentable<String>>(_ column: String) throws(StorageError) -> Value? {
    guard let name = try optionalText(column) else { return nil }
    return try present(Value(rawValue: name), column)
  }

  package func optionalJSON(_ column: String) throws(StorageError) -> JSONValue? {
    guard let text = try optionalText(column) else { return nil }
    return try present(try? JSONValue(parsing: text), column)
  }

  package func json(_ column: String) throws(StorageError) -> JSONValue {
    try present(optionalJSON(column), column)
  }

  private func present<Value>(_ value: Value?, _ column: String) throws(StorageError) -> Value {
    guard let value else { throw .unreadable(column: column) }
    return value
  }
}
