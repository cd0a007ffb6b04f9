import Core
import Storage
import Testing

@Suite struct UsageStoreTests {
  func call(
    _ user: UserID, _ task: TaskID = TaskID(), payer: PayerKind = .platform,
    tokens: TokenCounts = .init(input: 10, output: 4),
    at time: Timestamp = .start
  ) -> UsageRow {
    UsageRow(
      task: task, user: user, feature: .chat, provider: .groq, model: "m", payer: payer,
      keyHint: payer == .ownKey ? KeyHint(trusted: "····abcd") : nil, tokens: tokens, status: .ok, purpose: "answer",
      durationMs: 12, firstTokenMs: 3, createdAt: time)
  }

  func task(
    _ user: UserID, _ id: TaskID = TaskID(), payer: PayerKind = .platform, credits: Credits = 3, error: String? = nil,
    at time: Timestamp = .start
  ) -> TaskRow {
    TaskRow(
      id: id, user: user, feature: .chat, provider: .groq, model: "m", payer: payer, credits: credits,
      status: error == nil ? .ok : .error, errorCode: error, durationMs: 20, createdAt: time)
  }

  @Test(arguments: Engine.allCases)
  func aLineAddsUpTheTasksAndCallsOfADay(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let usage = UsageStore(database: database)
      let user = try await newUser(in: database)
      let other = try await newUser(in: database)
      let id = TaskID()
      let guess = TokenCounts(input: 100, output: 50, cached: 20, reasoning: 30, isEstimate: true)
      let calls = [call(user, id), call(user, id, tokens: guess), call(user, payer: .ownKey), call(other)]
      for call in calls { try await usage.record(call) }
      try await usage.record(calls[0])
      for row in [
        task(user, id), task(user, credits: 0, error: "provider.timeout"), task(user, payer: .ownKey, credits: 0),
        task(other),
      ] {
        try await usage.recordTask(row)
        try await usage.recordTask(row)
      }
      let own = try await usage.use(of: user, from: .start, to: .start + .seconds(1))
      #expect(own.map(\.payer) == [.ownKey, .platform])
      let platform = try #require(own.last)
      #expect(platform.day == "2026-01-31" && platform.tasks == 2 && platform.calls == 2 && platform.credits == 3)
      #expect(platform.inputTokens == 110 && platform.outputTokens == 54 && platform.cachedTokens == 20)
      #expect(platform.reasoningTokens == 30 && platform.estimatedCalls == 1 && platform.errors == 1)
      let everybody = try await usage.use(of: nil, from: .start, to: .start + .seconds(1))
      #expect(everybody.last?.tasks == 3 && everybody.last?.credits == 6)
      let before = try await usage.use(of: nil, from: .start - .seconds(1), to: .start)
      #expect(before.isEmpty)
    }
  }

  @Test(arguments: Engine.allCases)
  func daysAreThoseOfUTC(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let usage = UsageStore(database: database)
      let user = try await newUser(in: database)
      for hours in [0, 11, 12, 13] { try await usage.recordTask(task(user, at: .start + .seconds(3600 * hours - 1))) }
      let lines = try await usage.use(of: nil, from: .start - .seconds(1), to: .start + .seconds(86_400))
      #expect(lines.map(\.day) == ["2026-01-31", "2026-02-01"])
      #expect(lines.map(\.tasks) == [3, 1])
    }
  }

  @Test(arguments: Engine.allCases)
  func anOwnKeyTaskCanNotHaveCostCredits(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let user = try await newUser(in: database)
      await #expect(throws: StorageError.constraint(.check)) {
        try await UsageStore(database: database).recordTask(task(user, payer: .ownKey, credits: 1))
      }
    }
  }

  @Test(arguments: Engine.allCases)
  func errorsAndKeyChecksAreCounted(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let usage = UsageStore(database: database)
      let user = try await newUser(in: database)
      for code in ["a", "b", "b"] { try await usage.recordTask(task(user, credits: 0, error: code)) }
      for outcome in ["valid", "invalid", "invalid"] {
        try await usage.recordKeyCheck(
          KeyCheckRow(user: outcome == "valid" ? nil : user, provider: .openai, outcome: outcome, createdAt: .start))
      }
      let end = Timestamp.start + .seconds(1)
      let errors = try await usage.errorsByCode(from: .start, to: end)
      #expect(errors.map(\.code) == ["b", "a"] && errors.map(\.count) == [2, 1])
      let checks = try await usage.keyCheckOutcomes(from: .start, to: end)
      #expect(checks.map(\.outcome) == ["invalid", "valid"] && checks.map(\.count) == [2, 1])
      let later = try await usage.keyCheckOutcomes(from: end, to: end + .seconds(1))
      #expect(later.isEmpty)
    }
  }
}
