import GRDB

/// GRDB's connection behind the seam, for the length of one transaction.
struct SQLiteConnection: SQLConnection {
  let database: Database

  var dialect: Dialect { .sqlite }

  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    do {
      let statement = try database.cachedStatement(sql: sql)
      try statement.execute(arguments: bind(arguments, to: statement))
      return database.changesCount
    } catch {
      throw StorageError(from: error)
    }
  }

  func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
    do {
      let statement = try database.cachedStatement(sql: sql)
      let cursor = try Row.fetchCursor(statement, arguments: bind(arguments, to: statement))
      let columns = statement.columnNames
      var rows: [SQLRow] = []
      while let row = try cursor.next() {
        rows.append(SQLRow(columns: columns, values: (0..<columns.count).map { SQLValue(row[$0] as DatabaseValue) }))
      }
      return rows
    } catch {
      throw StorageError(from: error)
    }
  }

  /// `$1` is a name to SQLite, and it counts names in the order of their first use: so they are bound by name.
  private func bind(_ arguments: [SQLValue], to statement: Statement) throws(StorageError) -> StatementArguments {
    var values: [String: DatabaseValue] = Dictionary(minimumCapacity: arguments.count)
    for (index, argument) in arguments.enumerated() {
      values[ParameterNames.name(of: index)] = try argument.databaseValue
    }
    return StatementArguments(values)
  }
}

/// The names `1`, `2`, … without making them anew for each statement.
private enum ParameterNames {
  private static let names = (1...32).map { String($0) }

  static func name(of index: Int) -> String {
    index < names.count ? names[index] : String(index + 1)
  }
}
