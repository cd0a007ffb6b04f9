import Core
import Storage
import Testing

@Suite struct SessionStoreTests {
  struct Stores {
    let users: UserStore
    let sessions: SessionStore
    let keys: SessionKeyStore
    let settings: SettingsStore
    let user: UserID
  }

  func withStores(_ engine: Engine, _ body: (Stores) async throws -> Void) async throws {
    try await withDatabase(engine) { database in
      try await body(
        Stores(
          users: UserStore(database: database), sessions: SessionStore(database: database),
          keys: SessionKeyStore(database: database), settings: SettingsStore(database: database),
          user: try await newUser(in: database)))
    }
  }

  func session(_ user: UserID, _ token: String) -> SessionRow {
    SessionRow(
      user: user, tokenHash: token, salt: (0..<32).map { UInt8($0) }, createdAt: .start,
      expiresAt: .start + .seconds(60))
  }

  func key(_ session: SessionID, _ provider: Provider = .groq, generation: String = "g1") -> SessionKey {
    SessionKey(
      session: session, provider: provider, hint: KeyHint(trusted: "····abcd"), state: "valid", salt: [1, 2, 3],
      generation: generation, checkedAt: .start, expiresAt: .start + .seconds(60), models: ["a", "b"])
  }

  @Test(arguments: Engine.allCases)
  func aSessionIsFoundByItsTokenUntilItExpires(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let session = session(stores.user, "aa")
      try await stores.sessions.create(session)
      let found = try await stores.sessions.session(tokenHash: "aa", now: session.expiresAt - .milliseconds(1))
      let expired = try await stores.sessions.session(tokenHash: "aa", now: session.expiresAt)
      let unknown = try await stores.sessions.session(tokenHash: "bb", now: .start)
      #expect(found == session && expired == nil && unknown == nil)
    }
  }

  @Test(arguments: Engine.allCases)
  func beingSeenNeverMovesBack(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let session = session(stores.user, "aa")
      try await stores.sessions.create(session)
      try await stores.sessions.touch(session.id, lastSeen: .start + .seconds(9))
      try await stores.sessions.touch(session.id, lastSeen: .start + .seconds(5))
      let found = try await stores.sessions.session(tokenHash: "aa", now: .start)
      #expect(found?.lastSeenAt == .start + .seconds(9))
    }
  }

  @Test(arguments: Engine.allCases)
  func whatASessionHeldGoesWithIt(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let session = session(stores.user, "aa")
      try await stores.sessions.create(session)
      try await stores.keys.put(key(session.id))
      try await stores.settings.put(ModelSettings(provider: .groq, model: "m", useOwnKey: true), for: session.id)
      let isDeleted = try await stores.sessions.delete(session.id)
      let isDeletedAgain = try await stores.sessions.delete(session.id)
      let keys = try await stores.keys.keys(of: session.id)
      let settings = try await stores.settings.settings(of: session.id)
      #expect(isDeleted && !isDeletedAgain && keys.isEmpty && settings == nil)
      await #expect(throws: StorageError.constraint(.foreignKey)) { try await stores.keys.put(key(session.id)) }
    }
  }

  @Test(arguments: Engine.allCases)
  func aPersonsOtherSessionsCanBeEnded(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let sessions = ["aa", "bb", "cc"].map { session(stores.user, $0) }
      for session in sessions { try await stores.sessions.create(session) }
      let ended = try await stores.sessions.deleteAll(of: stores.user, except: sessions[1].id)
      let kept = try await stores.sessions.session(tokenHash: "bb", now: .start)
      let rest = try await stores.sessions.deleteAll(of: stores.user)
      #expect(ended == 2 && kept == sessions[1] && rest == 1)
    }
  }

  @Test(arguments: Engine.allCases)
  func oldSessionsAreSweptAway(engine: Engine) async throws {
    try await withStores(engine) { stores in
      try await stores.sessions.create(session(stores.user, "aa"))
      let early = try await stores.sessions.deleteExpired(now: .start)
      let late = try await stores.sessions.deleteExpired(now: .start + .seconds(60))
      #expect(early == 0 && late == 1)
    }
  }

  @Test(arguments: Engine.allCases)
  func eachProviderHasOneKeyAndTheLastOnePutCounts(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let session = session(stores.user, "aa")
      try await stores.sessions.create(session)
      try await stores.keys.put(key(session.id))
      try await stores.keys.put(key(session.id, generation: "g2"))
      try await stores.keys.put(key(session.id, .anthropic))
      let keys = try await stores.keys.keys(of: session.id)
      let groq = try await stores.keys.key(of: session.id, at: .groq)
      let gemini = try await stores.keys.key(of: session.id, at: .gemini)
      #expect(keys == [key(session.id, .anthropic), key(session.id, generation: "g2")])
      #expect(groq?.generation == "g2" && gemini == nil)
    }
  }

  @Test(arguments: Engine.allCases)
  func whatIsLearnedOfAReplacedKeyIsNotNotedForItsSuccessor(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let session = session(stores.user, "aa")
      try await stores.sessions.create(session)
      try await stores.keys.put(key(session.id, generation: "g2"))
      func note(_ generation: String) async throws -> Bool {
        try await stores.keys.setState(
          of: session.id, at: .groq, generation: generation, to: "expired", checkedAt: .start + .seconds(1))
      }
      let isNotedForOld = try await note("g1")
      let before = try await stores.keys.key(of: session.id, at: .groq)
      let isNoted = try await note("g2")
      let after = try await stores.keys.key(of: session.id, at: .groq)
      #expect(!isNotedForOld && before?.state == "valid")
      #expect(isNoted && after?.state == "expired" && after?.checkedAt == .start + .seconds(1))
      let isDeleted = try await stores.keys.delete(of: session.id, at: .groq)
      let isNotedForNone = try await note("g2")
      #expect(isDeleted && !isNotedForNone)
    }
  }

  @Test(arguments: Engine.allCases)
  func theRandomBytesOfAnExpiredKeyAreOverwrittenAndWhatIsShownStays(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let session = session(stores.user, "aa")
      try await stores.sessions.create(session)
      try await stores.keys.put(key(session.id))
      let early = try await stores.keys.destroyExpired(now: .start + .seconds(59))
      let late = try await stores.keys.destroyExpired(now: .start + .seconds(60))
      let again = try await stores.keys.destroyExpired(now: .start + .seconds(60))
      #expect(early == 0 && late == 1 && again == 0)
      let found = try await stores.keys.key(of: session.id, at: .groq)
      #expect(found?.salt == [] && found?.state == "valid" && found?.hint == KeyHint(trusted: "····abcd"))
    }
  }

  @Test(arguments: Engine.allCases)
  func settingsAreReplacedAsAWhole(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let session = session(stores.user, "aa")
      try await stores.sessions.create(session)
      let none = try await stores.settings.settings(of: session.id)
      #expect(none == nil)
      for settings in [
        ModelSettings(provider: .openai, model: "a", useOwnKey: true, temperature: 0.7, maxTokens: 900),
        ModelSettings(provider: .groq, model: "b", useOwnKey: false),
      ] {
        try await stores.settings.put(settings, for: session.id)
        let found = try await stores.settings.settings(of: session.id)
        #expect(found == settings)
      }
    }
  }
}
