/// One body in one transaction: committed, or taken back.
struct PostgresTransaction {
  let session: PostgresSession
  let begin: String

  /// The body's value once it is durable; otherwise what the body threw, or a `PostgresFailure` that says whether it
  /// may be run again.
  func run<Value>(_ body: (any SQLConnection) throws -> Value) -> Result<Value, any Error> {
    session.begin(begin)
    do {
      let value = try body(PostgresConnection(session: session))
      try session.commit()
      return .success(value)
    } catch {
      session.rollback()
      // The body may have put its own words over a failure that can be mended by running it again.
      if let failure = session.failure, failure.remedy != .none, !(error is PostgresFailure) {
        return .failure(failure)
      }
      return .failure(error)
    }
  }
}
