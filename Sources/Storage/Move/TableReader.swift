/// Reads a table in parts, in the order of its primary key, and never holds more than a part.
struct TableReader {
  let db: any SQLConnection
  let table: TableShape
  let limits: Limits

  /// How large a part may be; a single row may be larger than `characters`.
  struct Limits: Sendable {
    var rows = 1000
    /// Of text, and bytes of what is no text.
    var characters: Int64 = 2_000_000
  }

  func parts(_ body: ([SQLRow]) throws -> Void) throws {
    var last: [SQLValue] = []
    while let end = try endOfPart(after: last) {
      try body(rows(after: last, through: end))
      last = end
    }
  }

  /// The key of the last row of the part that begins after `last`; nil when there is no further row.
  private func endOfPart(after last: [SQLValue]) throws -> [SQLValue]? {
    let lengths = table.longColumns.map { "COALESCE(LENGTH(\(TableShape.quoted($0))), 0)" }
    let length = (["0"] + lengths).joined(separator: " + ")
    let rows = try db.rows(
      """
      SELECT \(table.quotedKey), \(length) AS length_of_row FROM \(table.quotedName)
      \(last.isEmpty ? "" : "WHERE \(comparison(">", from: 1))")
      ORDER BY \(table.quotedKey) LIMIT \(limits.rows)
      """, last)
    var total: Int64 = 0
    var end: [SQLValue]?
    for row in rows {
      total += try row.integer("length_of_row")
      if end != nil, total > limits.characters { break }
      end = Array(row.values.prefix(table.key.count))
    }
    return end
  }

  private func rows(after last: [SQLValue], through end: [SQLValue]) throws -> [SQLRow] {
    let isFirst = last.isEmpty
    let beginning = isFirst ? "" : "\(comparison(">", from: 1)) AND "
    return try db.rows(
      """
      SELECT \(table.quotedColumns) FROM \(table.quotedName)
      WHERE \(beginning)\(comparison("<=", from: isFirst ? 1 : table.key.count + 1)) ORDER BY \(table.quotedKey)
      """, last + end)
  }

  private func comparison(_ sign: String, from first: Int) -> String {
    let parameters = table.key.indices.map { "$\(first + $0)" }.joined(separator: ", ")
    return "(\(table.quotedKey)) \(sign) (\(parameters))"
  }
}
