/// Carries out jobs on one connection and tells their callers: one job in a transaction of its own, several together
/// with one commit.
///
/// Several are run in the order of their subjects, so that two servers lock what they have in common in one order.
/// Hardly a job ever fails, so they go without savepoints first; when one fails, the transaction is taken back and all
/// are run again, each in a savepoint, so that it takes back its own changes and nobody else's. A group that lost to
/// another transaction is run again job by job.
struct PostgresGroup {
  let session: PostgresSession
  let mostAttempts: Int

  private typealias Reply = @Sendable () -> Void

  /// The jobs that found no end on this connection and may be run on another one.
  func run(_ jobs: [PostgresJob]) -> [PostgresJob] {
    var jobs = jobs
    for index in jobs.indices { jobs[index].attempts += 1 }
    guard jobs.count > 1 else { return jobs.filter(isToRunAgainAlone) }
    jobs = jobs.enumerated().sorted { ($0.element.subject ?? "", $0.offset) < ($1.element.subject ?? "", $1.offset) }
      .map(\.element)
    return runTogether(jobs, isApart: false)
  }

  private func runTogether(_ jobs: [PostgresJob], isApart: Bool) -> [PostgresJob] {
    let outcome = PostgresTransaction(session: session, begin: jobs[0].begin).run { connection in
      try jobs.map { isApart ? try replyInSavepoint(to: $0, on: connection) : try $0.work.perform(connection) }
    }
    switch outcome {
    case .success(let replies): for reply in replies { reply() }
    case .failure(let failure as PostgresFailure) where failure.error == .outcomeUnknown:
      // Whether the group was saved, nobody can tell: so nobody's work is run again.
      for job in jobs { job.work.fail(failure.error) }
    case .failure(let failure as PostgresFailure) where failure.remedy == .reconnect: return again(jobs, failure)
    case .failure(let failure as PostgresFailure) where failure.remedy == .runAgain || isApart:
      return jobs.filter(isToRunAgainAlone)
    case .failure: return isApart ? jobs.filter(isToRunAgainAlone) : runTogether(jobs, isApart: true)
    }
    return []
  }

  /// - Throws: what takes the whole group with it.
  private func replyInSavepoint(to job: PostgresJob, on connection: any SQLConnection) throws -> Reply {
    try connection.execute("SAVEPOINT job")
    do {
      let reply = try job.work.perform(connection)
      if let failure = session.failure { throw failure }
      try connection.execute("RELEASE SAVEPOINT job")
      return reply
    } catch {
      if let failure = session.failure, failure.remedy != .none { throw error }
      try session.rollback(to: "job")
      let told = (error as? PostgresFailure)?.error ?? error
      return { job.work.fail(told) }
    }
  }

  private func isToRunAgainAlone(_ job: PostgresJob) -> Bool {
    switch PostgresTransaction(session: session, begin: job.begin).run(job.work.perform) {
    case .success(let reply): reply()
    case .failure(let failure as PostgresFailure):
      if failure.remedy != .none { return !again([job], failure).isEmpty }
      job.work.fail(failure.error)
    case .failure(let error): job.work.fail(error)
    }
    return false
  }

  /// Those that may be begun once more; the others are told.
  private func again(_ jobs: [PostgresJob], _ failure: PostgresFailure) -> [PostgresJob] {
    for job in jobs where job.attempts >= mostAttempts { job.work.fail(failure.error) }
    return jobs.filter { $0.attempts < mostAttempts }
  }
}
