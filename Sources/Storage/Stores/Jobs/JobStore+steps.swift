package import Core

extension JobStore {
  /// What a step of the job came to, if it was finished, by whichever worker.
  package func result(ofStep name: String, of id: TaskID) async throws -> JSONValue? {
    try await database.read { db in
      try db.row("SELECT result FROM job_steps WHERE job_id = $1 AND name = $2", [.id(id), .text(name)])?
        .json("result")
    }
  }

  /// Notes that a step is finished, with its effects: they are applied once, since a step that is finished already
  /// keeps its result, and `effects` is not run. Returns the result that counts.
  ///
  /// - Throws: `JobError.leaseLost`, and what `effects` throws; then nothing was written.
  package func finishStep(
    _ name: String, result: JSONValue, under lease: JobLease, now: Timestamp,
    effects: @escaping @Sendable (any SQLConnection) throws -> Void = { _ in }
  ) async throws -> JSONValue {
    try await write(under: lease) { db in
      let added = try db.execute(
        """
        INSERT INTO job_steps (job_id, name, result, finished_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
        """,
        [.id(lease.job), .text(name), .json(result), .time(now)])
      if added == 1 {
        try effects(db)
        return result
      }
      let earlier = try db.row(
        "SELECT result FROM job_steps WHERE job_id = $1 AND name = $2", [.id(lease.job), .text(name)])
      return try earlier?.json("result") ?? result
    }
  }
}
