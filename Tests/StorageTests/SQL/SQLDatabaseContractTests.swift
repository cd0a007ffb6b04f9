import Core
import Storage
import Testing

/// What every engine promises to the stores.
@Suite struct SQLDatabaseContractTests {
  static let values: [SQLValue] = [
    .null, .integer(0), .integer(Int64.min), .integer(Int64.max), .text(""), .text("naïve ☃ '; DROP TABLE users; --"),
    .bytes([0, 1, 255]), .bytes([]),
  ]

  @Test(arguments: Engine.allCases)
  func valuesComeBackAsTheyWere(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      for value in Self.values {
        let row = try await database.write { db in
          try db.execute("CREATE TABLE IF NOT EXISTS box (number bigint, words text, raw bytea, part double precision)")
          try db.execute("DELETE FROM box")
          let column = value.column
          try db.execute("INSERT INTO box (\(column)) VALUES ($1)", [value])
          return try db.row("SELECT \(column) AS value FROM box")
        }
        #expect(try row?.value("value") == value)
      }
    }
  }

  @Test(arguments: Engine.allCases)
  func parametersAreNumberedAndMayRepeatInAnyOrder(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let row = try await database.read { db in
        try db.row("SELECT $2 AS b, $1 AS a, $2 AS c, $3 AS d", [.integer(1), .text("two"), .real(0.5)])
      }
      let answer = try #require(row)
      #expect(try answer.integer("a") == 1)
      #expect(try [answer.text("b"), answer.text("c")] == ["two", "two"])
      #expect(try answer.optionalReal("d") == 0.5)
    }
  }

  @Test(arguments: Engine.allCases)
  func aStatementHasMoreThanNineParameters(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let numbers = (1...12).map { SQLValue.integer($0) }
      let row = try await database.read { db in
        try db.row("SELECT $12 AS l, $11 AS k, $10 AS j, " + (1...9).map { "$\($0)" }.joined(separator: " + "), numbers)
      }
      #expect(try [row?.int("l"), row?.int("k"), row?.int("j")] == [12, 11, 10])
    }
  }

  @Test(arguments: Engine.allCases)
  func writesAboutOneThingAndManyAllHappenOnce(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      try await database.write { try $0.execute("CREATE TABLE box (name text PRIMARY KEY, number bigint NOT NULL)") }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for task in 0..<200 {
          let name = "thing \(task % 7)"
          group.addTask {
            try await database.write(about: name) { db in
              try db.execute("INSERT INTO box VALUES ($1, 0) ON CONFLICT DO NOTHING", [.text(name)])
              try db.execute("UPDATE box SET number = number + 1 WHERE name = $1", [.text(name)])
            }
          }
        }
        try await group.waitForAll()
      }
      let row = try await database.read { try $0.row("SELECT CAST(SUM(number) AS bigint) AS sum FROM box") }
      #expect(try row?.int("sum") == 200)
    }
  }

  @Test(arguments: Engine.allCases)
  func aWriteThatThrowsTakesNoneOfItsCompanyWithIt(engine: Engine) async throws {
    struct Refusal: Error {}
    try await withDatabase(engine) { database in
      try await database.write { try $0.execute("CREATE TABLE box (number bigint PRIMARY KEY)") }
      let saved = await withTaskGroup(of: Int?.self) { group in
        for number in 0..<120 {
          group.addTask {
            let isSaved: Void? = try? await database.write(about: "one thing") { db in
              try db.execute("INSERT INTO box VALUES ($1)", [.integer(number)])
              if number % 3 == 0 { throw Refusal() }
              if number % 3 == 1 { try db.execute("INSERT INTO box VALUES ($1)", [.integer(number)]) }
            }
            return isSaved == nil ? nil : number
          }
        }
        return await group.reduce(into: Set<Int>()) { if let number = $1 { $0.insert(number) } }
      }
      #expect(saved == Set((0..<120).filter { $0 % 3 == 2 }))
      let found = try await database.read { try $0.rows("SELECT number FROM box").map { try $0.int("number") } }
      #expect(Set(found) == saved)
    }
  }

  @Test(arguments: Engine.allCases)
  func aWriteThatThrowsLeavesNothing(engine: Engine) async throws {
    struct Refusal: Error {}
    try await withDatabase(engine) { database in
      await #expect(throws: Refusal.self) {
        try await database.write { db in
          try db.execute("CREATE TABLE box (number bigint)")
          throw Refusal()
        }
      }
      await #expect(throws: StorageError.invalidStatement) {
        try await database.read { try $0.rows("SELECT * FROM box") }
      }
    }
  }

  @Test(arguments: Engine.allCases)
  func brokenRulesAreToldByTheirKind(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      try await database.write { db in
        try db.execute(
          "CREATE TABLE box (number bigint NOT NULL PRIMARY KEY CHECK (number > 0), owner text REFERENCES users (id))")
        try db.execute("INSERT INTO box (number) VALUES (1)")
      }
      for (rule, statement) in [
        (StorageError.Constraint.unique, "INSERT INTO box (number) VALUES (1)"),
        (.check, "INSERT INTO box (number) VALUES (0)"),
        (.notNull, "INSERT INTO box (number) VALUES (NULL)"),
        (.foreignKey, "INSERT INTO box (number, owner) VALUES (2, 'nobody')"),
      ] {
        await #expect(throws: StorageError.constraint(rule)) { try await database.write { try $0.execute(statement) } }
      }
    }
  }

  @Test(arguments: Engine.allCases)
  func countsTellHowManyRowsChanged(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let counts = try await database.write { db in
        try db.execute("CREATE TABLE box (number bigint PRIMARY KEY)")
        return [
          try db.execute("INSERT INTO box (number) VALUES (1), (2), (3)"),
          try db.execute("UPDATE box SET number = number + 10 WHERE number > $1", [.integer(1)]),
          try db.execute("INSERT INTO box (number) VALUES (1) ON CONFLICT DO NOTHING"),
          try db.execute("DELETE FROM box WHERE number = 99"),
        ]
      }
      #expect(counts == [3, 2, 0, 0])
    }
  }

  @Test(arguments: Engine.allCases)
  func aReadCanNotWrite(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      await #expect(throws: StorageError.self) {
        try await database.read { db in try db.execute("CREATE TABLE box (number bigint)") }
      }
    }
  }

  @Test(arguments: Engine.allCases)
  func textWithAZeroIsRefusedBeforeItIsStored(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      await #expect(throws: StorageError.invalidText) {
        try await database.read { db in try db.rows("SELECT $1 AS value", [.text("a\0b")]) }
      }
    }
  }

  @Test(arguments: Engine.allCases)
  func aClosedDatabaseSaysSo(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      try await database.close()
      await #expect(throws: StorageError.closed) { try await database.read { try $0.rows("SELECT 1") } }
      await #expect(throws: StorageError.closed) { try await database.write { try $0.execute("SELECT 1") } }
    }
  }

  @Test func anUnknownColumnOrTypeIsUnreadable() throws {
    let row = SQLRow(columns: ["number", "word"], values: [.integer(1), .text("x")])
    #expect(throws: StorageError.unreadable(column: "none")) { try row.integer("none") }
    #expect(throws: StorageError.unreadable(column: "word")) { try row.integer("word") }
    #expect(throws: StorageError.unreadable(column: "word")) { let _: Provider = try row.named("word") }
  }
}

extension SQLValue {
  fileprivate var column: String {
    switch self {
    case .null, .integer: "number"
    case .text: "words"
    case .bytes: "raw"
    case .real: "part"
    }
  }
}
