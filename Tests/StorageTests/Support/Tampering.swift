import Storage

/// Does what somebody with a database tool could do: statements, parted by `;`, with every trigger and constraint out of
/// the way.
func tamper(with database: any SQLDatabase, _ statements: String) async throws {
  try await database.write { db in
    for trigger in try db.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'") {
      try db.execute("DROP TRIGGER \(trigger.text("name"))")
    }
    try db.execute("PRAGMA ignore_check_constraints = ON")
    // Foreign keys can't be switched off inside a transaction: the write leaves its own and hands another one back.
    try db.execute("COMMIT")
    try db.execute("PRAGMA foreign_keys = OFF")
    try db.execute("BEGIN IMMEDIATE")
    for statement in statements.split(separator: ";") { try db.execute(String(statement)) }
  }
}
