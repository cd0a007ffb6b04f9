import Foundation
import Logging
import Testing

@testable import Storage

/// What a move asks of the places before it moves anything.
@Suite struct MoveLocationTests {
  @Test func aFileIsMovedIntoAnotherThatIsMadeForIt() async throws {
    try await withFolder { folder in
      let (from, to) = (DatabaseLocation.sqlite(path: folder + "/a"), DatabaseLocation.sqlite(path: folder + "/b"))
      let database = try await from.open(logger: .quiet)
      _ = try await Installation(in: database)
      try await database.close()
      let before = try Data(contentsOf: URL(filePath: folder + "/a"))
      let report = try await DatabaseMove(from: from, to: to, logger: .quiet).run()
      #expect(report.isProved)
      let after = try Data(contentsOf: URL(filePath: folder + "/a"))
      #expect(after == before, "the source is not written to")
      await #expect(throws: MoveError.targetNotEmpty(table: "users")) {
        try await DatabaseMove(from: from, to: to, logger: .quiet).run()
      }
    }
  }

  @Test func aDatabaseIsNotMovedIntoItself() async throws {
    try await withFolder { folder in
      let from = DatabaseLocation.sqlite(path: folder + "/a")
      try await from.open(logger: .quiet).close()
      await #expect(throws: MoveError.sameDatabase) {
        try await DatabaseMove(from: from, to: .sqlite(path: folder + "/./a"), logger: .quiet).run()
      }
      await #expect(throws: MoveError.inMemory) {
        try await DatabaseMove(from: from, to: .inMemory, logger: .quiet).run()
      }
    }
  }

  @Test func aSourceThatIsNotThereIsNotMade() async throws {
    try await withFolder { folder in
      let from = DatabaseLocation.sqlite(path: folder + "/a")
      await #expect(throws: StorageError.noDatabase(path: folder + "/a")) {
        try await DatabaseMove(from: from, to: .sqlite(path: folder + "/b"), logger: .quiet).run()
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files == [])
    }
  }

  @Test func aSourceOfAnotherVersionIsNotMoved() async throws {
    try await withFolder { folder in
      let known = Int64(Migration.all.count)
      let next = Migration(number: known + 1, name: "next", portable: ["CREATE TABLE next (x bigint PRIMARY KEY)"])
      for (migrations, error) in [
        (Migration.all + [next], StorageError.schemaTooNew(found: known + 1, known: known)),
        (Array(Migration.all.dropLast()), .schemaTooOld(found: known - 1, known: known)),
      ] {
        let path = folder + "/\(migrations.count)"
        let database = try await SQLiteDatabase.file(at: path, logger: .quiet)
        try await Migrator(migrations: migrations).run(on: database, logger: .quiet)
        try await database.close()
        await #expect(throws: error) {
          try await DatabaseMove(from: .sqlite(path: path), to: .sqlite(path: folder + "/to"), logger: .quiet).run()
        }
        #expect(!FileManager.default.fileExists(atPath: folder + "/to"))
      }
    }
  }

  /// Another pool of connections is what another server is to PostgreSQL.
  @Test func aPostgresThatAServerIsConnectedToIsNotMoved() async throws {
    let name = try await TestPostgres.shared.createEmpty()
    let location = DatabaseLocation.postgres(try TestPostgres.url(of: name))
    let server = try await location.open(logger: .quiet)
    try await withFolder { folder in
      let move = DatabaseMove(from: location, to: .sqlite(path: folder + "/to"), logger: .quiet)
      await #expect(throws: MoveError.sourceInUse(process: nil)) { try await move.run() }
      try await server.close()
      let report = try await move.run()
      #expect(report.isProved)
    }
    try await TestPostgres.shared.drop(name)
  }

  @Test func aFileTellsWhichOtherProcessHasItOpen() async throws {
    try await withFolder { folder in
      let path = folder + "/a"
      try await DatabaseLocation.sqlite(path: path).open(logger: .quiet).close()
      let use = try FileUse(path: path)
      #expect(use.process == nil)
      let other = Process()
      let (input, output) = (Pipe(), Pipe())
      other.executableURL = URL(filePath: "/usr/bin/python3")
      other.arguments = [
        "-c",
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('select * from users').fetchall(); print('x', flush=True); sys.stdin.read()",
        path,
      ]
      (other.standardInput, other.standardOutput) = (input, output)
      try other.run()
      _ = try output.fileHandleForReading.read(upToCount: 1)
      #expect(use.process == other.processIdentifier)
      await #expect(throws: MoveError.sourceInUse(process: other.processIdentifier)) {
        try await DatabaseMove(from: .sqlite(path: path), to: .sqlite(path: folder + "/b"), logger: .quiet).run()
      }
      try input.fileHandleForWriting.close()
      other.waitUntilExit()
      #expect(use.process == nil)
    }
  }
}
