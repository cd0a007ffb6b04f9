import Core
import Storage
import Testing

@Suite struct DatasetStoreTests {
  private func row(_ user: UserID, _ bytes: Int) -> DatasetRow {
    DatasetRow(user: user, name: "sales.csv", byteCount: bytes, path: "/data", createdAt: .start)
  }

  @Test(arguments: Engine.allCases)
  func nobodyKeepsMoreThanTheQuotaHoweverManyUploadsComeTogether(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let datasets = DatasetStore(database: database)
      let (user, other) = (try await newUser(in: database), try await newUser(in: database))
      let quota = DatasetQuota(count: 3, bytes: 1000)
      let listed = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<8 { group.addTask { try await datasets.create(row(user, 100), within: quota) } }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      let use = try await datasets.use(of: user)
      #expect(listed == 3 && use == DatasetQuota(count: 3, bytes: 300))
      let isTooLarge = try await datasets.create(row(other, 1001), within: quota)
      let fits = try await datasets.create(row(other, 1000), within: quota)
      #expect(!isTooLarge && fits)
    }
  }

  @Test(arguments: Engine.allCases)
  func whatGuestsLeaveBehindGoesOnceTheirSessionIsOver(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let (gone, here) = (try await newUser(in: database), try await newUser(in: database))
      let person = User(email: "ada@example.org", createdAt: .start)
      try await UserStore(database: database).create(person)
      let sessions = SessionStore(database: database)
      try await sessions.create(
        SessionRow(
          user: here, tokenHash: "aa", salt: [1], createdAt: .start, expiresAt: .start + .seconds(60)))
      let (datasets, chats) = (DatasetStore(database: database), ChatStore(database: database))
      var left: DatasetRow?
      for user in [gone, here, person.id] {
        let dataset = row(user, 5)
        if user == gone { left = dataset }
        try await datasets.create(dataset)
        try await chats.create(Chat(user: user, title: "t", dataset: dataset.id, createdAt: .start))
      }
      let guests = GuestStore(database: database)
      let tooSoon = try await guests.deleteLeftovers(since: .start - .seconds(1))
      let removed = try await guests.deleteLeftovers(since: .start)
      let again = try await guests.deleteLeftovers(since: .start)
      #expect(tooSoon.isEmpty && removed == [left] && again.isEmpty)
      for (user, count) in [(gone, 0), (here, 1), (person.id, 1)] {
        let (own, talks) = (try await datasets.list(of: user), try await chats.list(of: user))
        #expect(own.count == count && talks.count == count)
      }
    }
  }
}
