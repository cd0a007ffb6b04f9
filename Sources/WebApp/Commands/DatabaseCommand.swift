import Core
import Foundation
import Logging
import Storage

/// Opens the installation's database for a command of the operator, and closes it after.
///
/// It neither makes a database nor changes its schema: a command in the wrong folder says so, and a server that is
/// running keeps the schema that it knows.
enum DatabaseCommand {
  static func run<Result>(
    settings: [String], _ body: (any SQLDatabase, DatabaseLocation) async throws -> Result
  ) async throws -> Result {
    let configuration = try await AppConfiguration.make(
      arguments: settings, environment: ProcessInfo.processInfo.environment)
    let location = try configuration.databaseLocation
    let database = try await location.openExisting(logger: ServeCommand.logger)
    do {
      let result = try await body(database, location)
      try await database.close()
      return result
    } catch {
      try? await database.close()
      throw error
    }
  }
}

extension AppConfiguration {
  /// The data folder, mode 0700, made when it is missing.
  func makeDataFolder() throws {
    guard !FileManager.default.fileExists(atPath: dataFolder) else { return }
    try FileManager.default.createDirectory(
      atPath: dataFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  var databaseLocation: DatabaseLocation {
    get throws {
      try databaseURL.map { try DatabaseLocation(url: $0.exposedText()) }
        ?? .sqlite(path: dataFolder + "/latchkey.sqlite")
    }
  }

  func openDatabase(logger: Logger) async throws -> any SQLDatabase {
    try await databaseLocation.open(connections: databaseConnections, logger: logger)
  }
}
