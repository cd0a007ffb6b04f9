import CreditLedger

/// The side from which everything is read, inside a write transaction that keeps all others from writing.
struct MoveSource {
  let db: any SQLConnection
  let limits: TableReader.Limits
  /// Whether any other connection to a PostgreSQL is somebody else's.
  let isAlone: Bool

  func send(_ handoff: MoveHandoff) throws {
    try handoff.beginGiving()
    let tables = try TableCatalog(db: db).tables()
    try lock(tables)
    let problems = try LedgerAudit(db: db).report(comparingTasks: true).problems.count
    guard problems == 0 else { throw MoveError.sourceUnproved(problems: problems) }
    for table in tables where try hasTextThatIsCut(table) { throw MoveError.table(table.name, .invalidText) }
    try handoff.give(.tables(tables))
    let side = try MoveReport.Side.reading(tables, on: db, limits: limits) { rows, table in
      try handoff.give(.rows(rows, of: table))
    }
    try handoff.give(.end(side))
  }

  /// SQLite gives text up to its first zero character only. This program writes none; another one may have.
  private func hasTextThatIsCut(_ table: TableShape) throws -> Bool {
    let texts = table.columns.filter { $0.type == "text" }.map { "instr(\(TableShape.quoted($0.name)), char(0)) > 0" }
    guard db.dialect == .sqlite, !texts.isEmpty else { return false }
    return try db.row("SELECT 1 AS found FROM \(table.quotedName) WHERE \(texts.joined(separator: " OR ")) LIMIT 1")
      != nil
  }

  private func hasOtherConnections() throws -> Bool {
    let others = try db.row(
      """
      SELECT COUNT(*) AS found FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'latchkey' AND pid <> pg_backend_pid()
      """)
    return try others?.integer("found") != 0
  }

  /// SQLite lets one writer in at a time, and that is this transaction.
  private func lock(_ tables: [TableShape]) throws {
    guard db.dialect == .postgres else { return }
    try db.prepareForMove()
    if isAlone, try hasOtherConnections() { throw MoveError.sourceInUse(process: nil) }
    try db.execute("LOCK TABLE \(tables.map(\.quotedName).joined(separator: ", ")) IN SHARE MODE")
  }
}

extension MoveReport.Side {
  /// Counts and sums what one side holds, part by part, and passes each part on.
  static func reading(
    _ tables: [TableShape], on db: any SQLConnection, limits: TableReader.Limits,
    _ pass: ([SQLRow], TableShape) throws -> Void = { _, _ in }
  ) throws -> MoveReport.Side {
    let tallies = try tables.map { table in
      var tally = TableTally(of: table)
      try TableReader(db: db, table: table, limits: limits).parts { rows in
        for row in rows { tally.add(row) }
        try pass(rows, table)
      }
      return tally
    }
    let audit = try LedgerAudit(db: db).report(comparingTasks: true)
    return MoveReport.Side(
      tables: tallies, accounts: audit.accounts, entries: audit.entries, auditProblems: audit.problems.count)
  }
}

extension SQLConnection {
  /// PostgreSQL: a move may take long, and waits for the other side.
  func prepareForMove() throws {
    for setting in ["statement_timeout = 0", "idle_in_transaction_session_timeout = 0", "lock_timeout = 10000"] {
      try execute("SET LOCAL \(setting)")
    }
  }
}
