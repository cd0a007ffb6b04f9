import Core
import Storage
import Testing

/// Which master keys servers say they have.
@Suite struct MasterKeyStoreTests {
  private let one: (name: String, bytes: [UInt8]) = ("k1", [1, 2, 3])
  private let two: (name: String, bytes: [UInt8]) = ("k2", [4, 5, 6])
  private let later = Timestamp.start + .seconds(100)

  @Test(arguments: Engine.allCases)
  func serversWithTheSameKeysMissNothing(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let store = MasterKeyStore(database: database)
      for _ in 0..<2 {
        let missing = try await store.note([one, two], sealingUntil: later, now: .start)
        #expect(missing == [])
      }
    }
  }

  @Test(arguments: Engine.allCases)
  func anotherKeyOfTheSameNameIsRefusedAndNothingIsNoted(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let store = MasterKeyStore(database: database)
      _ = try await store.note([one], sealingUntil: later, now: .start)
      await #expect(throws: MasterKeyError.differs(name: "k1")) {
        try await store.note([two, ("k1", [9])], sealingUntil: later, now: .start)
      }
      let names = try await database.read { try $0.rows("SELECT name FROM master_keys").map { try $0.text("name") } }
      #expect(names == ["k1"])
      let missing = try await store.note([one], sealingUntil: later, now: .start)
      #expect(missing == [])
    }
  }

  @Test(arguments: Engine.allCases)
  func aKeyUnderWhichOthersSealIsMissedUntilItsTimeIsOver(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let store = MasterKeyStore(database: database)
      _ = try await store.note([one], sealingUntil: later, now: .start)
      let missing = try await store.note([two], sealingUntil: later + .seconds(900), now: .start)
      #expect(missing == ["k1"])
      let afterwards = try await store.note([two], sealingUntil: later + .seconds(900), now: later)
      #expect(afterwards == [])
    }
  }

  /// The order of a rotation on several servers: known everywhere first, in use after.
  @Test func aKeyThatOnlyOpensIsMissedByNobody() async throws {
    try await withDatabase { database in
      let store = MasterKeyStore(database: database)
      _ = try await store.note([one, two], sealingUntil: later, now: .start)
      let missing = try await store.note([one], sealingUntil: later, now: .start)
      #expect(missing == [])
    }
  }
}
