import Core
import Storage
import Testing

@Suite struct RateLimitStoreTests {
  @Test(arguments: Engine.allCases)
  func aWindowAllowsItsLimitAndThenSaysHowLongToWait(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let limits = RateLimitStore(database: database)
      func take(_ seconds: Int) async throws -> RateDecision {
        try await limits.take(bucket: "b", limit: 3, window: .seconds(60), now: .start + .seconds(seconds))
      }
      for remaining in [2, 1, 0] {
        let decision = try await take(0)
        #expect(decision == RateDecision(isAllowed: true, remaining: remaining, retryAfter: .zero))
      }
      let refused = try await take(20)
      #expect(refused == RateDecision(isAllowed: false, remaining: 0, retryAfter: .seconds(40)))
      let next = try await take(60)
      #expect(next == RateDecision(isAllowed: true, remaining: 2, retryAfter: .zero))
    }
  }

  @Test(arguments: Engine.allCases)
  func bucketsDoNotTouchEachOtherAndCanBeReset(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let limits = RateLimitStore(database: database)
      func isAllowed(_ bucket: String, limit: Int = 1) async throws -> Bool {
        try await limits.take(bucket: bucket, limit: limit, window: .seconds(60), now: .start).isAllowed
      }
      let first = [try await isAllowed("a"), try await isAllowed("a"), try await isAllowed("b")]
      #expect(first == [true, false, true])
      try await limits.reset(bucket: "a")
      let second = [try await isAllowed("a"), try await isAllowed("b"), try await isAllowed("c", limit: 0)]
      #expect(second == [true, false, false])
      let swept = try await limits.deleteExpired(now: .start + .seconds(60))
      #expect(swept == 2)
    }
  }

  @Test(arguments: [1, 10, 39])
  func ofManyAtOnceOnTwoServersExactlyTheLimitIsAllowed(limit: Int) async throws {
    try await withFolder { folder in
      let location = DatabaseLocation.sqlite(path: folder + "/limits.sqlite")
      let databases = [try await location.open(logger: .quiet), try await location.open(logger: .quiet)]
      let servers = databases.map(RateLimitStore.init(database:))
      let allowed = try await withThrowingTaskGroup(of: Bool.self) { group in
        for index in 0..<60 {
          group.addTask {
            try await servers[index % 2].take(bucket: "b", limit: limit, window: .seconds(60), now: .start).isAllowed
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(allowed == limit)
      for database in databases { try await database.close() }
    }
  }
}
