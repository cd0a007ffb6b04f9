extension Migration {
  /// Work that outlives a request: who does it, until when it is theirs, what they said so far and which steps are done.
  static let jobs = Migration(
    number: 6, name: "jobs",
    portable: [
      """
      CREATE TABLE jobs (
        id text NOT NULL PRIMARY KEY,
        kind text NOT NULL,
        user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        lane text,
        payload text NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
        attempts bigint NOT NULL CHECK (attempts >= 0),
        most_attempts bigint NOT NULL CHECK (most_attempts > 0),
        due_at bigint NOT NULL,
        worker text,
        fence bigint NOT NULL CHECK (fence >= 0),
        lease_until bigint,
        stop_asked_by text,
        watched_until bigint NOT NULL,
        delivered bigint NOT NULL,
        event_count bigint NOT NULL CHECK (event_count >= 0),
        error_code text,
        created_at bigint NOT NULL,
        finished_at bigint,
        CHECK (attempts <= most_attempts),
        CHECK ((state = 'running') = (worker IS NOT NULL)),
        CHECK ((state = 'running') = (lease_until IS NOT NULL)),
        CHECK ((state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL)))
      """,
      "CREATE UNIQUE INDEX jobs_by_lane ON jobs (lane) WHERE state IN ('waiting', 'running')",
      "CREATE INDEX jobs_of_lane ON jobs (lane) WHERE finished_at IS NOT NULL",
      "CREATE INDEX jobs_waiting ON jobs (due_at) WHERE state = 'waiting'",
      "CREATE INDEX jobs_running ON jobs (worker) WHERE state = 'running'",
      "CREATE INDEX jobs_by_user ON jobs (user_id, state)",
      "CREATE INDEX jobs_finished ON jobs (finished_at) WHERE finished_at IS NOT NULL",
      """
      CREATE TABLE job_events (
        job_id text NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
        first bigint NOT NULL CHECK (first > 0),
        last bigint NOT NULL,
        events text NOT NULL,
        PRIMARY KEY (job_id, first),
        CHECK (last >= first))
      """,
      """
      CREATE TABLE job_steps (
        job_id text NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
        name text NOT NULL,
        result text NOT NULL,
        finished_at bigint NOT NULL,
        PRIMARY KEY (job_id, name))
      """,
    ])
}
