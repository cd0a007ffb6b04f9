extension Migration {
  /// The tables of the ledger that only grow, with what makes a row of each unique.
  private static let appendOnly: [(table: String, keys: [[String]])] = [
    (
      "entries",
      [
        ["account_id", "sequence"], ["task_id", "kind"], ["account_id", "idempotency_key"], ["account_id", "period"],
      ]
    ),
    ("renewals", [["account_id", "period"]]),
    ("plan_changes", [["account_id", "number"]]),
  ]

  /// Refuses changes, removals and `INSERT OR REPLACE`, which deletes the row that is in its way: on a connection
  /// without `recursive_triggers`, no trigger on deletion would see that, so the insertion itself is looked at.
  static let appendOnlyInSQLite = appendOnly.flatMap { table, keys in
    let isTaken = (keys + [["rowid"]]).map { key in
      let match = key.map { "\($0) = NEW.\($0)" }.joined(separator: " AND ")
      return "EXISTS (SELECT 1 FROM \(table) WHERE \(match))"
    }
    return [
      trigger("update", "BEFORE UPDATE ON \(table)", table),
      trigger("delete", "BEFORE DELETE ON \(table)", table),
      trigger("replace", "BEFORE INSERT ON \(table) WHEN \(isTaken.joined(separator: " OR "))", table),
    ]
  }

  private static func trigger(_ name: String, _ event: String, _ table: String) -> String {
    """
    CREATE TRIGGER \(table)_no_\(name) \(event)
    BEGIN SELECT RAISE(ABORT, '\(table) only grows'); END
    """
  }

  /// PostgreSQL has no REPLACE: `ON CONFLICT DO UPDATE` is an update to its triggers.
  static let appendOnlyInPostgres =
    [
      """
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END
      $body$
      """
    ]
    + appendOnly.map { table, _ in
      """
      CREATE TRIGGER \(table)_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON \(table)
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
      """
    }
}
