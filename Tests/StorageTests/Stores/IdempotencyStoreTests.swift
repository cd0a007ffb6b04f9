import Core
import Storage
import Testing

@Suite struct IdempotencyStoreTests {
  @Test(arguments: Engine.allCases)
  func theFirstClaimWinsAndLaterOnesLearnItsTask(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let store = IdempotencyStore(database: database)
      let user = try await newUser(in: database)
      let other = try await newUser(in: database)
      let task = TaskID()
      func claim(_ user: UserID, route: String = "chat", print: String = "p", task: TaskID = TaskID()) async throws
        -> IdempotencyClaim
      {
        try await store.claim(user: user, key: "k", route: route, fingerprint: print, task: task, now: .start)
      }
      let claims = [
        try await claim(user, task: task), try await claim(user), try await claim(user, print: "q"),
        try await claim(other), try await claim(user, route: "deduct"),
      ]
      #expect(
        claims == [
          .new, .existing(task, fingerprintMatches: true), .existing(task, fingerprintMatches: false), .new, .new,
        ])
      let removed = try await store.deleteClaims(before: .start + .milliseconds(1))
      let again = try await claim(user)
      #expect(removed == 3 && again == .new)
    }
  }

  @Test func ofManyClaimsAtOnceOneIsNewAndAllLearnTheSameTask() async throws {
    try await withFolder { folder in
      let location = DatabaseLocation.sqlite(path: folder + "/claims.sqlite")
      let databases = [try await location.open(logger: .quiet), try await location.open(logger: .quiet)]
      let user = try await newUser(in: databases[0])
      let stores = databases.map(IdempotencyStore.init(database:))
      let claims = try await withThrowingTaskGroup(of: (TaskID, IdempotencyClaim).self) { group in
        for index in 0..<40 {
          group.addTask {
            let task = TaskID()
            return (
              task,
              try await stores[index % 2].claim(
                user: user, key: "k", route: "r", fingerprint: "f", task: task, now: .start)
            )
          }
        }
        return try await group.reduce(into: [(TaskID, IdempotencyClaim)]()) { $0.append($1) }
      }
      let winners = claims.filter { $0.1 == .new }.map(\.0)
      #expect(winners.count == 1)
      let learned = claims.compactMap { if case .existing(let task, true) = $0.1 { task } else { nil } }
      #expect(learned.count == 39 && Set(learned) == Set(winners))
      for database in databases { try await database.close() }
    }
  }
}
