import Core
import Foundation
import GRDB
package import Logging

extension SQLiteDatabase {
  /// A file in WAL mode whose commits survive a power cut; a new file can be read by its owner only.
  package static func file(at path: String, limits: Limits = Limits(), logger: Logger) async throws -> SQLiteDatabase {
    do {
      if !FileManager.default.fileExists(atPath: path) {
        _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
      }
      let pool = try DatabasePool(path: path, configuration: configuration(limits))
      let database = SQLiteDatabase(writer: pool, limits: limits, logger: logger)
      try await makeDurable(pool)
      return database
    } catch {
      throw StorageError(from: error)
    }
  }

  /// A database that is gone with the process.
  package static func inMemory(limits: Limits = Limits(), logger: Logger) async throws -> SQLiteDatabase {
    do {
      return SQLiteDatabase(
        writer: try DatabaseQueue(configuration: configuration(limits)), limits: limits, logger: logger)
    } catch {
      throw StorageError(from: error)
    }
  }

  private static func configuration(_ limits: Limits) -> Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.maximumReaderCount = limits.readers
    configuration.busyMode = .timeout(Double(limits.busyTimeout.inMilliseconds) / 1000)
    configuration.prepareDatabase { database in
      // What a session held of a key must be gone from the file too, not only from the tables.
      try database.execute(sql: "PRAGMA secure_delete = ON")
      // INSERT OR REPLACE removes a row: the triggers that keep rows from being removed must see that.
      try database.execute(sql: "PRAGMA recursive_triggers = ON")
    }
    return configuration
  }

  /// GRDB sets `synchronous` to NORMAL when it switches to WAL, after `prepareDatabase`: a commit would not survive a
  /// power cut.
  private static func makeDurable(_ pool: DatabasePool) async throws {
    try await pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // In KiB: the pages that writes touch stay at hand, however large the tables are.
      try database.execute(sql: "PRAGMA cache_size = -16384")
      // Each moves the log into the file with two syncs of its own: 16 MiB of log between them instead of 4.
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 4096")
      let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
      let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode")
      let foreignKeys = try Bool.fetchOne(database, sql: "PRAGMA foreign_keys")
      guard synchronous == 2, journal == "wal", foreignKeys == true else { throw StorageError.notDurable }
    }
  }
}
