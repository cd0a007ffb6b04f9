import Core
import Foundation
import Logging
import Storage

/// Opens the installation's database for a command of the operator, and closes it after.
enum DatabaseCommand {
  static func run<Result>(
    settings: [String], _ body: (any SQLDatabase) async throws -> Result
  ) async throws -> Result {
    let configuration = try await AppConfiguration.make(
      arguments: settings, environment: ProcessInfo.processInfo.environment)
    try configuration.makeDataFolder()
    let database = try await configuration.openDatabase(logger: ServeCommand.logger)
    do {
      let result = try await body(database)
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

  func openDatabase(logger: Logger) async throws -> any SQLDatabase {
    let location =
      try databaseURL.map { try DatabaseLocation(url: $0.exposedText()) }
      ?? .sqlite(path: dataFolder + "/latchkey.sqlite")
    return try await location.open(logger: logger)
  }
}
