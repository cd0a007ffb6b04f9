import Foundation
import Storage
import Testing

@Suite struct MigrationTests {
  /// A released migration is never edited: if this fails, undo the edit and write a new migration.
  @Test func migrationsAreAsTheyWereReleased() {
    #expect(
      Migration.all.map { "\($0.number) \($0.name) \($0.fingerprint)" } == [
        "1 people 34674066f48a527e", "2 credits 229c98e895364a3d", "3 conversations f9e7b341d2272789",
        "4 usage 86b076b4f6405a8e", "5 limits 782d77f0b542331b", "6 jobs e8f922a6c57a8620",
        "7 master_keys a67916089cf70ae8", "8 quick_rules cbf29ce484222325",
      ])
  }

  @Test func theyAreNumberedWithoutAGap() {
    #expect(Migration.all.map(\.number) == (1...Int64(Migration.all.count)).map { $0 })
  }

  @Test(arguments: Engine.allCases)
  func runningAgainChangesNothing(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let before = try await schema(of: database)
      try await Migrator(migrations: Migration.all).run(on: database, logger: .quiet)
      let found1 = try await schema(of: database)
      #expect(found1 == before)
      #expect(before.count == Migration.all.count)
    }
  }

  @Test func aNewerDatabaseIsRefusedInASentenceAndLeftAsItWas() async throws {
    try await withDatabase(.memory) { database in
      let newer =
        Migration.all + [
          Migration(
            number: Int64(Migration.all.count) + 1, name: "future", portable: ["CREATE TABLE future (x bigint)"])
        ]
      try await Migrator(migrations: newer).run(on: database, logger: .quiet)
      let before = try await schema(of: database)
      let refusal = StorageError.schemaTooNew(found: Int64(newer.count), known: Int64(Migration.all.count))
      await #expect(throws: refusal) { try await Migrator(migrations: Migration.all).run(on: database, logger: .quiet) }
      let found2 = try await schema(of: database)
      #expect(found2 == before)
      #expect(refusal.message.contains("newer version of Latchkey"))
    }
  }

  @Test func anEditedMigrationIsRefused() async throws {
    try await withDatabase(.memory) { database in
      let original = Migration.all[2]
      let edited =
        Migration.all[..<2] + [Migration(number: 3, name: original.name, portable: ["CREATE TABLE other (x bigint)"])]
        + Migration.all[3...]
      await #expect(throws: StorageError.schemaDiffers(number: 3)) {
        try await Migrator(migrations: Array(edited)).run(on: database, logger: .quiet)
      }
    }
  }

  @Test func aMigrationThatFailsLeavesTheSchemaAsItWas() async throws {
    try await withDatabase(.memory) { database in
      let broken =
        Migration.all + [
          Migration(
            number: Int64(Migration.all.count) + 1, name: "broken",
            portable: ["CREATE TABLE half (x bigint)", "NONSENSE"])
        ]
      await #expect(throws: StorageError.self) {
        try await Migrator(migrations: broken).run(on: database, logger: .quiet)
      }
      await #expect(throws: StorageError.self) { try await database.read { try $0.rows("SELECT * FROM half") } }
      try await Migrator(migrations: Migration.all).run(on: database, logger: .quiet)
    }
  }

  @Test func severalThatOpenOneNewFileTogetherMigrateItOnce() async throws {
    try await withFolder { folder in
      let location = DatabaseLocation.sqlite(path: folder + "/new.sqlite")
      let databases = try await withThrowingTaskGroup(of: (any SQLDatabase).self) { group in
        for _ in 0..<4 { group.addTask { try await location.open(logger: .quiet) } }
        return try await group.reduce(into: [any SQLDatabase]()) { $0.append($1) }
      }
      for database in databases {
        let found3 = try await schema(of: database).count
        #expect(found3 == Migration.all.count)
        try await database.close()
      }
    }
  }

  /// What an engine says whose `IF NOT EXISTS` is no lock, when another server made the table at the same moment.
  @Test func aServerThatComesSecondFindsTheTableAndGoesOn() async throws {
    try await withDatabase(.memory) { base in
      let database = RecordingDatabase(base)
      database.failNextWrite(with: StorageError.constraint(.unique))
      try await Migrator(migrations: Migration.all).run(on: database, logger: .quiet)
    }
  }

  @Test func aDatabaseIsOpenedForACommandOnlyWhenItIsThereWithThisSchema() async throws {
    try await withFolder { folder in
      let location = DatabaseLocation.sqlite(path: folder + "/latchkey.sqlite")
      await #expect(throws: StorageError.noDatabase(path: folder + "/latchkey.sqlite")) {
        try await location.openExisting(logger: .quiet)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      let older = try await SQLiteDatabase.file(at: folder + "/latchkey.sqlite", logger: .quiet)
      try await Migrator(migrations: Array(Migration.all.dropLast())).run(on: older, logger: .quiet)
      let refusal = StorageError.schemaTooOld(found: Int64(Migration.all.count - 1), known: Int64(Migration.all.count))
      await #expect(throws: refusal) { try await location.openExisting(logger: .quiet) }
      #expect(refusal.message.contains("latchkey serve"))
      let untouched = try await schema(of: older)
      #expect(untouched.count == Migration.all.count - 1)
      try await older.close()
      try await location.open(logger: .quiet).close()
      try await location.openExisting(logger: .quiet).close()
    }
  }

  private func schema(of database: any SQLDatabase) async throws -> [SQLRow] {
    try await database.read { try $0.rows("SELECT * FROM schema_migrations ORDER BY number") }
  }
}
