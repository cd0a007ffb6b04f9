/// A session behind the seam, for the length of one transaction.
struct PostgresConnection: SQLConnection {
  let session: PostgresSession

  var dialect: Dialect { .postgres }

  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    try telling { try session.run(sql, arguments).changedRows }
  }

  func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
    try telling { try session.run(sql, arguments).rows() }
  }

  private func telling<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let failure as PostgresFailure {
      throw failure.error
    }
  }
}
