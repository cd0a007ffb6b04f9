extension Migration {
  /// The ledger. Its rules are stated once more as constraints, so that a mistake in the program can't break them
  /// silently.
  static let credits = Migration(
    number: 2, name: "credits", portable: [accounts, renewals, planChanges] + holds + entries,
    own: [.sqlite: appendOnlyInSQLite, .postgres: appendOnlyInPostgres])

  private static let accounts = """
    CREATE TABLE accounts (
      id text NOT NULL PRIMARY KEY,
      user_id text NOT NULL UNIQUE REFERENCES users (id),
      plan text NOT NULL CHECK (plan IN ('free', 'standard', 'unlimited', 'guest')),
      is_unlimited bigint NOT NULL CHECK (is_unlimited IN (0, 1)),
      opened_at bigint NOT NULL,
      renews_at bigint,
      available bigint NOT NULL CHECK (available >= 0),
      held bigint NOT NULL CHECK (held >= 0),
      entry_count bigint NOT NULL CHECK (entry_count >= 0),
      last_granted bigint NOT NULL CHECK (last_granted >= 0),
      CHECK ((plan = 'unlimited') = (is_unlimited = 1)))
    """

  private static let renewals = """
    CREATE TABLE renewals (
      account_id text NOT NULL REFERENCES accounts (id),
      period bigint NOT NULL,
      plan text NOT NULL,
      granted bigint NOT NULL CHECK (granted >= 0),
      created_at bigint NOT NULL,
      PRIMARY KEY (account_id, period))
    """

  /// `entry_count` is the account's right after the change: it tells which entries were made on which plan, whatever
  /// the clocks of the servers said.
  private static let planChanges = """
    CREATE TABLE plan_changes (
      account_id text NOT NULL REFERENCES accounts (id),
      number bigint NOT NULL CHECK (number > 0),
      from_plan text NOT NULL,
      to_plan text NOT NULL,
      granted bigint NOT NULL CHECK (granted >= 0),
      entry_count bigint NOT NULL CHECK (entry_count >= 0),
      made_by text NOT NULL,
      created_at bigint NOT NULL,
      PRIMARY KEY (account_id, number))
    """

  private static let holds = [
    """
    CREATE TABLE holds (
      task_id text NOT NULL PRIMARY KEY,
      account_id text NOT NULL REFERENCES accounts (id),
      amount bigint NOT NULL CHECK (amount > 0),
      covered bigint NOT NULL,
      feature text NOT NULL,
      model text,
      idempotency_key text,
      state text NOT NULL CHECK (state IN ('pending', 'settled', 'released', 'expired')),
      created_at bigint NOT NULL,
      expires_at bigint NOT NULL,
      closed_at bigint,
      release_reason text
        CHECK (release_reason IN ('failure', 'cancelled', 'empty_answer', 'shutdown', 'expired')),
      CHECK (covered = 0 OR covered = amount),
      CHECK (expires_at > created_at),
      CHECK ((state = 'pending') = (closed_at IS NULL)),
      CHECK ((state IN ('released', 'expired')) = (release_reason IS NOT NULL)))
    """,
    "CREATE UNIQUE INDEX holds_by_key ON holds (account_id, idempotency_key) WHERE idempotency_key IS NOT NULL",
    "CREATE INDEX holds_pending ON holds (account_id, expires_at) WHERE state = 'pending'",
  ]

  private static let entries = [
    """
    CREATE TABLE entries (
      account_id text NOT NULL REFERENCES accounts (id),
      sequence bigint NOT NULL CHECK (sequence > 0),
      kind text NOT NULL CHECK (kind IN ('grant', 'hold', 'settle', 'release', 'adjustment')),
      amount bigint NOT NULL CHECK (amount > 0),
      available_change bigint NOT NULL,
      held_change bigint NOT NULL,
      available_after bigint NOT NULL CHECK (available_after >= 0),
      held_after bigint NOT NULL CHECK (held_after >= 0),
      task_id text REFERENCES holds (task_id),
      feature text,
      model text,
      reason text NOT NULL,
      made_by text NOT NULL,
      idempotency_key text,
      period bigint,
      created_at bigint NOT NULL,
      PRIMARY KEY (account_id, sequence),
      FOREIGN KEY (account_id, period) REFERENCES renewals (account_id, period),
      CHECK ((kind IN ('hold', 'settle', 'release')) = (task_id IS NOT NULL)),
      CHECK (
        (kind = 'grant' AND available_change = amount AND held_change = 0)
        OR (kind = 'adjustment' AND (available_change = amount OR available_change = -amount) AND held_change = 0)
        OR (kind = 'hold' AND (available_change = -amount OR available_change = 0) AND held_change = amount)
        OR (kind = 'release' AND (available_change = amount OR available_change = 0) AND held_change = -amount)
        OR (kind = 'settle' AND available_change = 0 AND held_change = -amount)
        OR (kind = 'settle' AND (available_change = -amount OR available_change = 0) AND held_change = 0)))
    """,
    "CREATE UNIQUE INDEX entries_by_task ON entries (task_id, kind)",
    "CREATE UNIQUE INDEX entries_by_key ON entries (account_id, idempotency_key) WHERE idempotency_key IS NOT NULL",
    "CREATE UNIQUE INDEX entries_by_period ON entries (account_id, period) WHERE period IS NOT NULL",
  ]
}
