import Core
import Foundation
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
  ///
  /// - Throws: `StartError.dataFolder` when it is not there after that, or this user may not write to it.
  func makeDataFolder() throws(StartError) {
    let files = FileManager.default
    if !files.fileExists(atPath: dataFolder) {
      try? files.createDirectory(
        atPath: dataFolder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    guard (try? files.contentsOfDirectory(atPath: dataFolder)) != nil, files.isWritableFile(atPath: dataFolder) else {
      throw .dataFolder(dataFolder)
    }
  }

  var databaseLocation: DatabaseLocation {
    get throws {
      try databaseURL.map { try DatabaseLocation(url: $0.exposedText()) }
        ?? .sqlite(path: dataFolder + "/latchkey.sqlite")
    }
  }
}
