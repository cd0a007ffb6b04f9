extension Migration {
  /// The rules of the ledger's tables as before, in forms that cost less on each row.
  ///
  /// PostgreSQL reads the text of every `CHECK` again for every statement: of ours, that took longer than the statement
  /// did. The same conditions in a function are read once for each session. SQLite builds a temporary table for each
  /// list of `IN`, and its triggers looked for keys that most entries don't have.
  static let quickRules = Migration(
    number: 7, name: "quick_rules", portable: [],
    own: [.postgres: quickChecksInPostgres, .sqlite: quickChecksInSQLite + quickTriggers])

  /// The new checks are not made on old rows, which were checked when they came: else a large ledger would stand still.
  private static let quickChecksInPostgres =
    [
      """
      DO $body$
      DECLARE old record;
      BEGIN
        FOR old IN SELECT conrelid::regclass AS place, conname FROM pg_constraint
          WHERE contype = 'c' AND conrelid IN ('accounts'::regclass, 'holds'::regclass, 'entries'::regclass)
        LOOP
          EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', old.place, old.conname);
        END LOOP;
      END $body$
      """
    ] + checks.flatMap { $0.statements }

  private static let checks = [
    FunctionCheck(
      table: "accounts",
      columns: "plan text, is_unlimited bigint, available bigint, held bigint, entry_count bigint, last_granted bigint",
      condition: """
        plan IN ('free', 'standard', 'unlimited', 'guest') AND is_unlimited IN (0, 1)
        AND (plan = 'unlimited') = (is_unlimited = 1)
        AND available >= 0 AND held >= 0 AND entry_count >= 0 AND last_granted >= 0
        """),
    FunctionCheck(
      table: "holds",
      columns: """
        amount bigint, covered bigint, state text, created_at bigint, expires_at bigint, closed_at bigint, \
        release_reason text
        """,
      condition: """
        amount > 0 AND (covered = 0 OR covered = amount) AND expires_at > created_at
        AND state IN ('pending', 'settled', 'released', 'expired') AND (state = 'pending') = (closed_at IS NULL)
        AND (state IN ('released', 'expired')) = (release_reason IS NOT NULL)
        AND (release_reason IS NULL
          OR release_reason IN ('failure', 'cancelled', 'empty_answer', 'shutdown', 'expired'))
        """),
    FunctionCheck(
      table: "entries",
      columns: """
        sequence bigint, kind text, amount bigint, available_change bigint, held_change bigint, \
        available_after bigint, held_after bigint, task_id text
        """,
      condition: """
        sequence > 0 AND amount > 0 AND available_after >= 0 AND held_after >= 0
        AND (kind IN ('hold', 'settle', 'release')) = (task_id IS NOT NULL)
        AND CASE kind
          WHEN 'grant' THEN available_change = amount AND held_change = 0
          WHEN 'adjustment' THEN available_change IN (amount, -amount) AND held_change = 0
          WHEN 'hold' THEN available_change IN (-amount, 0) AND held_change = amount
          WHEN 'release' THEN available_change IN (amount, 0) AND held_change = -amount
          WHEN 'settle' THEN (available_change = 0 AND held_change = -amount)
            OR (available_change IN (-amount, 0) AND held_change = 0)
          ELSE false END
        """),
  ]

  /// `x IN (a, b)` as `(x = a OR x = b)`, written into the stored text of the tables: SQLite's own way to change a
  /// `CHECK` without copying the rows. The new triggers, made after it, tell other connections that the schema changed.
  private static let quickChecksInSQLite =
    ["PRAGMA writable_schema = ON"]
    + lists.map { table, column, values in
      let list = "\(column) IN (\(values.map { "'\($0)'" }.joined(separator: ", ")))"
      let choice = "(" + values.map { "\(column) = '\($0)'" }.joined(separator: " OR ") + ")"
      return """
        UPDATE sqlite_master SET sql = replace(sql, '\(quoted(list))', '\(quoted(choice))')
        WHERE type = 'table' AND name = '\(table)'
        """
    } + ["PRAGMA writable_schema = RESET"]

  private static let lists = [
    ("holds", "state", ["pending", "settled", "released", "expired"]),
    ("holds", "state", ["released", "expired"]),
    ("holds", "release_reason", ["failure", "cancelled", "empty_answer", "shutdown", "expired"]),
    ("entries", "kind", ["grant", "hold", "settle", "release", "adjustment"]),
    ("entries", "kind", ["hold", "settle", "release"]),
  ]

  private static func quoted(_ text: String) -> String { text.replacing("'", with: "''") }

  /// As `appendOnlyInSQLite`; keys that may be missing are looked for only when they are there.
  private static let quickTriggers = [
    "DROP TRIGGER entries_no_replace",
    """
    CREATE TRIGGER entries_no_replace BEFORE INSERT ON entries
    WHEN EXISTS (SELECT 1 FROM entries WHERE account_id = NEW.account_id AND sequence = NEW.sequence)
      OR EXISTS (SELECT 1 FROM entries WHERE rowid = NEW.rowid)
      OR (NEW.task_id IS NOT NULL
        AND EXISTS (SELECT 1 FROM entries WHERE task_id = NEW.task_id AND kind = NEW.kind))
      OR (NEW.idempotency_key IS NOT NULL
        AND EXISTS (
          SELECT 1 FROM entries WHERE account_id = NEW.account_id AND idempotency_key = NEW.idempotency_key))
      OR (NEW.period IS NOT NULL
        AND EXISTS (SELECT 1 FROM entries WHERE account_id = NEW.account_id AND period = NEW.period))
    BEGIN SELECT RAISE(ABORT, 'entries only grows'); END
    """,
  ]
}

/// A condition on the columns of a table, as a function that PostgreSQL keeps prepared.
private struct FunctionCheck {
  let table: String
  /// Names and types.
  let columns: String
  let condition: String

  var statements: [String] {
    let names = columns.split(separator: ",").compactMap { $0.split(separator: " ").first }.joined(separator: ", ")
    return [
      """
      CREATE FUNCTION \(table)_is_sound(\(columns)) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS
      $body$ BEGIN RETURN \(condition); END $body$
      """,
      "ALTER TABLE \(table) ADD CONSTRAINT \(table)_is_sound CHECK (\(table)_is_sound(\(names))) NOT VALID",
    ]
  }
}
