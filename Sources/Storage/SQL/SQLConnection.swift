/// A connection inside a transaction; it is lent for the length of a `read` or `write` and must not leave it.
///
/// Statements are written once for both engines: `$1`, `$2`, … as parameters, no engine's own functions, whole numbers
/// as `bigint`.
package protocol SQLConnection {
  var dialect: Dialect { get }

  /// Runs a statement and tells how many rows it changed.
  @discardableResult
  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int

  /// Runs a statement to its end and returns the rows it answers with, also those of `RETURNING`.
  func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow]
}

extension SQLConnection {
  @discardableResult
  package func execute(_ sql: String) throws -> Int { try execute(sql, []) }

  package func rows(_ sql: String) throws -> [SQLRow] { try rows(sql, []) }

  /// The first row of the answer, or nil when there is none.
  package func row(_ sql: String, _ arguments: [SQLValue] = []) throws -> SQLRow? {
    try rows(sql, arguments).first
  }
}
