import Core
import CreditLedger

@testable import Storage

/// A database with people, credits and chats in it, and with values that get hurt on the way easily.
struct Installation {
  let account: AccountID
  let available: Credits

  private static let oddTexts = [
    "", " ", "naïve ☃ 🗝️ e\u{301}", "'; DROP TABLE users; --", "\\x00 \\N \t \r\n", "NULL", "\"quoted\" $1 {a,b}",
    String(repeating: "long ", count: 20_000),
  ]

  init(in database: any SQLDatabase) async throws {
    let ledger = LedgerStore(database: database)
    account = try await newAccount(in: database, .standard)
    guard case .held = try await ledger.hold(.test(account, 3, key: "charged")) else { throw StorageError.closed }
    let charged = HoldRequest.test(account, 7, feature: .codeFix, model: nil)
    _ = try await ledger.deduct(charged)
    _ = try await newAccount(in: database, credits: 1)
    available = try await ledger.balance(of: account, now: .start).available
    try await database.write { [account] db in
      let owner = try db.row("SELECT id FROM users ORDER BY id LIMIT 1")?.text("id") ?? ""
      try db.execute(
        """
        INSERT INTO task_records (id, user_id, feature, payer, credits, status, duration_ms, day, created_at)
        VALUES ($1, (SELECT user_id FROM accounts WHERE id = $2), 'code_fix', 'platform', 7, 'ok', 1, '2026-01-31', 0)
        """, [.id(charged.task), .id(account)])
      for (number, text) in Self.oddTexts.enumerated() { try Self.addChat(number, text, of: owner, on: db) }
      try Self.addSession(of: owner, on: db)
    }
  }

  private static func addChat(_ number: Int, _ text: String, of owner: String, on db: any SQLConnection) throws {
    let chat = SQLValue.text("chat-\(number)")
    try db.execute(
      """
      INSERT INTO chats (id, user_id, title, dataset_id, message_count, created_at, updated_at)
      VALUES ($1, $2, $3, NULL, 1, $4, $5)
      """, [chat, .text(owner), .text(text), .integer(Int64.min), .integer(Int64.max)])
    try db.execute(
      "INSERT INTO messages (id, chat_id, position, role, content, created_at) VALUES ($1, $2, 1, 'user', $3, 0)",
      [.text("message-\(number)"), chat, .text(text)])
  }

  private static func addSession(of owner: String, on db: any SQLConnection) throws {
    try db.execute(
      """
      INSERT INTO sessions (id, user_id, token_hash, salt, created_at, expires_at, last_seen_at)
      VALUES ('session', $1, 'hash', $2, 1, 2, 3)
      """, [.text(owner), .bytes((0...255).map { UInt8($0) })])
    let keys: [(String, [UInt8], SQLValue)] = [
      ("openai", [], .null), ("groq", [0, 39, 92, 255], .text("[\"a\"]")),
    ]
    for (provider, salt, models) in keys {
      try db.execute(
        """
        INSERT INTO session_keys (session_id, provider, hint, state, salt, generation, models, checked_at, expires_at)
        VALUES ('session', $1, '····', 'valid', $2, 'g', $3, NULL, 9223372036854775807)
        """, [.text(provider), .bytes(salt), models])
    }
    try db.execute(
      """
      INSERT INTO session_settings (session_id, provider, model, use_own_key, temperature, max_tokens)
      VALUES ('session', 'openai', 'm', 1, $1, NULL)
      """, [.real(0.1)])
  }

  /// All rows of all tables.
  static func rows(of database: any SQLDatabase) async throws -> [String: Set<[SQLValue]>] {
    try await database.read { db in
      let tables = try TableCatalog(db: db).tables()
      return try Dictionary(
        uniqueKeysWithValues: tables.map { table in
          let rows = try db.rows("SELECT \(table.quotedColumns) FROM \(table.quotedName)")
          return (table.name, Set(rows.map(\.values)))
        })
    }
  }
}
