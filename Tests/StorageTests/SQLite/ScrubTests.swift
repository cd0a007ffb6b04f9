import Core
import Foundation
import Storage
import Testing

/// Random bytes that a sealed key needs are gone from every file of the database, not only from the tables, as soon as
/// they are deleted.
@Suite struct ScrubTests {
  struct Home {
    let folder: String
    let database: any SQLDatabase
    let session: SessionRow
    let key: SessionKey

    var sessions: SessionStore { SessionStore(database: database) }
    var keys: SessionKeyStore { SessionKeyStore(database: database) }

    /// Whether the bytes stand in any file of the database.
    func isWritten(_ bytes: [UInt8]) throws -> Bool {
      try FileManager.default.contentsOfDirectory(atPath: folder).contains { name in
        try Data(contentsOf: URL(filePath: folder + "/" + name)).firstRange(of: Data(bytes)) != nil
      }
    }
  }

  private func withHome(_ body: (Home) async throws -> Void) async throws {
    try await withFolder { folder in
      let database = try await DatabaseLocation.sqlite(path: folder + "/test.sqlite").open(logger: .quiet)
      let session = SessionRow(
        user: try await newUser(in: database), tokenHash: "aa", salt: Array("the session's own random bytes..".utf8),
        createdAt: .start, expiresAt: .start + .seconds(60))
      let home = Home(folder: folder, database: database, session: session, key: Self.key(of: session, "first"))
      try await home.sessions.create(session)
      try await home.keys.put(home.key)
      #expect(try home.isWritten(session.salt) && home.isWritten(home.key.salt))
      try await body(home)
      try await database.close()
    }
  }

  private static func key(of session: SessionRow, _ name: String) -> SessionKey {
    SessionKey(
      session: session.id, provider: .groq, hint: KeyHint(trusted: "····abcd"), state: "valid",
      salt: Array("the random bytes of the \(name) key".utf8), generation: name, checkedAt: .start,
      expiresAt: .start + .seconds(30))
  }

  @Test func afterSignOutNothingIsLeft() async throws {
    try await withHome { home in
      try await home.sessions.delete(home.session.id)
      #expect(try !home.isWritten(home.session.salt) && !home.isWritten(home.key.salt))
    }
  }

  @Test(arguments: ["all", "expired"])
  func nothingIsLeftOfSeveralSessionsEither(which: String) async throws {
    try await withHome { home in
      let count =
        which == "all"
        ? try await home.sessions.deleteAll(of: home.session.user)
        : try await home.sessions.deleteExpired(now: .start + .seconds(60))
      #expect(count == 1)
      #expect(try !home.isWritten(home.session.salt) && !home.isWritten(home.key.salt))
    }
  }

  @Test func aKeyThatIsRemovedReplacedOrExpiredIsGoneAndTheSessionStays() async throws {
    try await withHome { home in
      let second = Self.key(of: home.session, "second")
      let third = Self.key(of: home.session, "third")
      try await home.keys.put(second)
      #expect(try !home.isWritten(home.key.salt) && home.isWritten(second.salt))
      try await home.keys.delete(of: home.session.id, at: .groq)
      #expect(try !home.isWritten(second.salt))
      try await home.keys.put(third)
      try await home.keys.destroyExpired(now: .start + .seconds(30))
      #expect(try !home.isWritten(third.salt) && home.isWritten(home.session.salt))
    }
  }

  @Test func aReaderInTheWayDelaysTheScrubAndFailsNothing() async throws {
    try await withHome { home in
      let gate = Gate()
      async let reading: Void = home.database.read { db in
        _ = try db.rows("SELECT 1 AS one FROM sessions")
        gate.waitUntilOpen()
      }
      await gate.hasArrived()
      let isDeleted = try await home.sessions.delete(home.session.id)
      let isScrubbed = await home.database.scrubHistory()
      #expect(isDeleted && !isScrubbed)
      await gate.open { true }
      try await reading
      let isScrubbedNow = await home.database.scrubHistory()
      #expect(isScrubbedNow)
      #expect(try !home.isWritten(home.session.salt))
    }
  }
}
