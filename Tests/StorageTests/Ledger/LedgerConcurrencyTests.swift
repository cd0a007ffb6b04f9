import Core
import CreditLedger
import Storage
import Testing

/// Many at once, on two servers that share one database file.
@Suite(.serialized) struct LedgerConcurrencyTests {
  func withTwoServers(_ body: ([LedgerStore], any SQLDatabase) async throws -> Void) async throws {
    try await withFolder { folder in
      let location = DatabaseLocation.sqlite(path: folder + "/shared.sqlite")
      let databases = [try await location.open(logger: .quiet), try await location.open(logger: .quiet)]
      try await body(databases.map(LedgerStore.init(database:)), databases[0])
      let report = try await LedgerStore(database: databases[1]).audit(now: .start, comparingTasks: false)
      #expect(report.problems == [])
      for database in databases { try await database.close() }
    }
  }

  @Test(arguments: [1, 2, 50, 200], [0, 1, 7, 50, 201])
  func exactlyAsManyTasksAreHeldAsTheBalancePays(tasks: Int, credits: Int64) async throws {
    try await withTwoServers { servers, database in
      let account = try await newAccount(in: database, credits: Credits(credits))
      let held = try await count(0..<tasks, on: servers) { server, _ in
        try await server.hold(.test(account, 1)).isHeld
      }
      #expect(held == min(tasks, Int(credits)))
      let balance = try await servers[1].balance(of: account, now: .start)
      #expect(balance.held == Credits(Int64(held)) && balance.available == Credits(credits - Int64(held)))
    }
  }

  @Test(arguments: [(3, 10), (7, 100), (50, 99)] as [(Int64, Int64)])
  func dearTasksAreHeldAsOftenAsTheyFit(price: Int64, credits: Int64) async throws {
    try await withTwoServers { servers, database in
      let account = try await newAccount(in: database, credits: Credits(credits))
      let held = try await count(0..<60, on: servers) { server, _ in
        try await server.hold(.test(account, Credits(price))).isHeld
      }
      #expect(held == Int(credits / price))
    }
  }

  @Test func oneTaskAskedForManyTimesIsHeldSettledAndReleasedOnce() async throws {
    try await withTwoServers { servers, database in
      let account = try await newAccount(in: database, credits: 100)
      let request = HoldRequest.test(account, 5, key: "click")
      let held = try await count(0..<40, on: servers) { server, _ in try await server.hold(request).isHeld }
      let closed = try await count(0..<40, on: servers) { server, index in
        if index.isMultiple(of: 2) { return try await server.settle(request.task, now: .start).isSettled }
        return try await server.release(request.task, reason: .cancelled, now: .start).isReleased
      }
      #expect(held == 1 && closed == 1)
    }
  }

  @Test func oneKeyWithManyTaskIDsIsHeldOnce() async throws {
    try await withTwoServers { servers, database in
      let account = try await newAccount(in: database, credits: 100)
      let charged = try await count(0..<40, on: servers) { server, _ in
        try await server.deduct(.test(account, 5, key: "click")).isHeld
      }
      #expect(charged == 1)
      let balance = try await servers[0].balance(of: account, now: .start)
      #expect(balance.available == 95)
    }
  }

  @Test func aPeriodIsOpenedAndHoldsAreFreedOnceByManyWhoLook() async throws {
    try await withTwoServers { servers, database in
      let account = try await newAccount(in: database, .free)
      for _ in 0..<10 { _ = try await servers[0].hold(.test(account, 1)) }
      _ = try await servers[0].deduct(.test(account, 10))
      let later = RenewalSchedule(openedAt: .start).start(ofPeriod: 1)
      let right = try await count(0..<40, on: servers) { server, _ in
        let balance = try await server.balance(of: account, now: later)
        return balance.available == 20 && balance.held == 0
      }
      #expect(right == 40)
      let entries = try await servers[0].entries(of: account)
      #expect(entries.filter { $0.reason == "renewal" }.map(\.amount) == [10])
      #expect(entries.filter { $0.reason == "expired" }.count == 10)
    }
  }

  @Test func oneAccountIsOpenedByManyAtOnce() async throws {
    try await withTwoServers { servers, database in
      let user = try await newUser(in: database)
      let opened = try await withThrowingTaskGroup(of: AccountID.self) { group in
        for index in 0..<20 {
          group.addTask { try await servers[index % 2].openAccount(for: user, plan: .free, now: .start).id }
        }
        return try await group.reduce(into: Set<AccountID>()) { $0.insert($1) }
      }
      #expect(opened.count == 1)
    }
  }

  private func count(
    _ range: Range<Int>, on servers: [LedgerStore],
    where body: @escaping @Sendable (LedgerStore, Int) async throws -> Bool
  ) async throws -> Int {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in range { group.addTask { try await body(servers[index / 2 % servers.count], index) } }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
  }
}
