import Core

/// How long things may take at the server before we give up.
package struct PostgresTimeouts: Sendable {
  /// For a new connection; libpq counts whole seconds, two at least.
  package var connect: Duration = .seconds(5)
  /// For one statement.
  package var statement: Duration = .seconds(30)
  /// How long a transaction of ours may hold its locks without a word, when our process hangs.
  package var idleInTransaction: Duration = .seconds(60)

  package init() {}

  /// The statements that put a new session into the state that the stores rely on.
  var settings: [String] {
    [
      "SET statement_timeout = \(statement.inMilliseconds)",
      "SET idle_in_transaction_session_timeout = \(idleInTransaction.inMilliseconds)",
      // Whoever was told “saved” must find it saved after a power cut of the server.
      "SET synchronous_commit = on", "SET bytea_output = hex", "SET TimeZone = 'UTC'",
    ]
  }
}
