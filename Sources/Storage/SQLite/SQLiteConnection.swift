import GRDB

/// GRDB's connection behind the seam, for the length of one transaction.
struct SQLiteConnection: SQLConnection {
  let database: Database

  var dialect: Dialect { .sqlite }

  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    try statement(sql).run(arguments)
    return database.changesCount
  }

  func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
    var columns: [String]?
    var rows: [SQLRow] = []
    try statement(sql).run(arguments) { cursor in
      let names = columns ?? cursor.columns
      columns = names
      rows.append(SQLRow(columns: names, values: cursor.values))
    }
    return rows
  }

  private func statement(_ sql: String) throws(StorageError) -> SQLiteStatement {
    do {
      return SQLiteStatement(try database.cachedStatement(sql: sql))
    } catch {
      throw StorageError(from: error)
    }
  }
}
