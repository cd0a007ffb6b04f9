/// A decision about one row: it is changed if a condition holds, and told as it is afterwards.
///
/// On PostgreSQL that is `UPDATE … RETURNING`. SQLite makes a temporary table for `RETURNING`, which costs more than the
/// update itself; there the row is read again, which is the same: nobody else writes before the transaction ends.
struct ConditionalUpdate: Sendable {
  private let update: String
  private let returning: String
  private let again: String

  /// - Parameters:
  ///   - key: the column that names the row; the first argument is its value, and the update does not change it.
  ///   - condition: what must be true beside it.
  init(_ table: String, key: String, set changes: String, if condition: String? = nil, columns: String) {
    update = "UPDATE \(table) SET \(changes) WHERE \(key) = $1" + (condition.map { " AND \($0)" } ?? "")
    returning = "\(update) RETURNING \(columns)"
    again = "SELECT \(columns) FROM \(table) WHERE \(key) = $1"
  }

  /// The row after the change, or nil when the condition does not hold or there is no such row.
  func run(on db: any SQLConnection, _ arguments: [SQLValue]) throws -> SQLRow? {
    switch db.dialect {
    case .postgres: return try db.row(returning, arguments)
    case .sqlite: return try db.execute(update, arguments) == 1 ? db.row(again, Array(arguments.prefix(1))) : nil
    }
  }
}
