extension Migration {
  /// People and their sessions. What a session holds of a key goes when the session goes.
  static let people = Migration(
    number: 1, name: "people",
    portable: [
      """
      CREATE TABLE users (
        id text NOT NULL PRIMARY KEY,
        email text,
        email_key text UNIQUE,
        name text,
        search_text text NOT NULL,
        role text NOT NULL CHECK (role IN ('user', 'admin')),
        is_guest bigint NOT NULL CHECK (is_guest IN (0, 1)),
        password_hash text,
        created_at bigint NOT NULL,
        CHECK ((email IS NULL) = (email_key IS NULL)))
      """,
      "CREATE INDEX users_by_creation ON users (created_at, id)",
      """
      CREATE TABLE sessions (
        id text NOT NULL PRIMARY KEY,
        user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        token_hash text NOT NULL UNIQUE,
        salt bytea NOT NULL,
        created_at bigint NOT NULL,
        expires_at bigint NOT NULL,
        last_seen_at bigint NOT NULL,
        CHECK (expires_at > created_at))
      """,
      "CREATE INDEX sessions_by_user ON sessions (user_id)",
      "CREATE INDEX sessions_by_expiry ON sessions (expires_at)",
      """
      CREATE TABLE session_keys (
        session_id text NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        provider text NOT NULL,
        hint text NOT NULL,
        state text NOT NULL,
        salt bytea NOT NULL,
        generation text NOT NULL,
        models text,
        checked_at bigint,
        expires_at bigint NOT NULL,
        PRIMARY KEY (session_id, provider))
      """,
      "CREATE INDEX session_keys_by_expiry ON session_keys (expires_at)",
      """
      CREATE TABLE session_settings (
        session_id text NOT NULL PRIMARY KEY REFERENCES sessions (id) ON DELETE CASCADE,
        provider text NOT NULL,
        model text NOT NULL,
        use_own_key bigint NOT NULL CHECK (use_own_key IN (0, 1)),
        temperature double precision,
        max_tokens bigint CHECK (max_tokens > 0))
      """,
    ])
}
