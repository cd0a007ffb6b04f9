package import Core

/// Why a file can't be used as a data set, in words that help to mend it.
package enum DatasetError: AppError, Equatable {
  case empty
  /// `kind` says what it looks like: `a PDF file`.
  case binary(kind: String)
  /// A row has another number of fields than the header; `line` counts from 1 and is where the row begins.
  case ragged(line: Int, expected: Int, found: Int)
  case tooLarge(limitBytes: Int)
  /// It can't be profiled within the memory or time that a profile may take.
  case tooHeavy
  /// The person keeps as many data sets as one may, or they take as much room.
  case tooMany(limit: Int)
  case noRoom(limitBytes: Int)
  case tooManyColumns(columns: Int, limit: Int)
  case unreadable(line: Int?, reason: String)
  case notFound

  package var code: String {
    switch self {
    case .empty: "dataset.empty"
    case .binary: "dataset.binary"
    case .ragged: "dataset.ragged"
    case .tooLarge, .tooHeavy: "dataset.too_large"
    case .tooMany, .noRoom: "dataset.quota"
    case .tooManyColumns: "dataset.too_many_columns"
    case .unreadable: "dataset.unreadable"
    case .notFound: "dataset.not_found"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .tooLarge, .tooHeavy, .noRoom: .tooLarge
    case .tooMany: .conflict
    case .notFound: .notFound
    case .empty, .binary, .ragged, .tooManyColumns, .unreadable: .invalidInput
    }
  }

  package var message: String {
    switch self {
    case .empty: "The file is empty. Upload a CSV file with a header and at least one row."
    case .binary(let kind): "The file is no CSV text (\(kind)). Export it as CSV and upload that."
    case .ragged(let line, let expected, let found):
      "Line \(line) has \(found) \(found == 1 ? "field" : "fields") where the header has \(expected). Mend that line and upload the file again."
    case .tooLarge(let limit): "The file is larger than the \(limit / 1_000_000) MB that may be uploaded."
    case .tooHeavy: "The file takes more memory or time to read than there is. Upload a smaller part of it."
    case .tooMany(let limit):
      "You have \(limit) data sets, which is as many as one person may keep. Remove one that you no longer need."
    case .noRoom(let limit):
      "Your data sets would take more than the \(limit / 1_000_000) MB that one person may use. Remove one that you no longer need."
    case .tooManyColumns(let columns, let limit):
      "The file has \(columns) columns; at most \(limit) are possible. Upload only the columns that matter."
    case .unreadable(let line, let reason):
      "The file can't be read\(line.map { " at line \($0)" } ?? ""): \(reason)."
    case .notFound: "There is no such data set. Upload it again."
    }
  }

  package var isRetryable: Bool { false }

  package var details: [String: JSONValue] {
    switch self {
    case .ragged(let line, let expected, let found):
      ["line": .int(Int64(line)), "expected": .int(Int64(expected)), "found": .int(Int64(found))]
    case .tooLarge(let limit), .noRoom(let limit): ["limit_bytes": .int(Int64(limit))]
    case .tooMany(let limit): ["limit": .int(Int64(limit))]
    case .tooManyColumns(let columns, let limit): ["columns": .int(Int64(columns)), "limit": .int(Int64(limit))]
    case .unreadable(let line?, _): ["line": .int(Int64(line))]
    case .empty, .binary, .tooHeavy, .unreadable, .notFound: [:]
    }
  }
}
