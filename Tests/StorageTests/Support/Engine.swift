import Core
import Foundation
import Logging
import Storage
import Testing

/// An engine that a contract suite runs on.
enum Engine: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case memory, file, postgres

  var testDescription: String { rawValue }
}

/// Lends a fresh, migrated database and removes it afterwards.
@discardableResult
func withDatabase<Value>(
  _ engine: Engine = .memory, _ body: (any SQLDatabase) async throws -> Value
) async throws -> Value {
  switch engine {
  case .memory: return try await use(DatabaseLocation.inMemory, body)
  case .file:
    return try await withFolder { folder in try await use(.sqlite(path: folder + "/test.sqlite"), body) }
  case .postgres:
    let (name, database) = try await TestPostgres.shared.create()
    let outcome: Result<Value, any Error>
    do { outcome = .success(try await body(database)) } catch { outcome = .failure(error) }
    try await database.close()
    try await TestPostgres.shared.drop(name)
    return try outcome.get()
  }
}

/// Lends a folder of its own to a test and removes it afterwards.
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("latchkey-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  do {
    let value = try await body(folder)
    try FileManager.default.removeItem(atPath: folder)
    return value
  } catch {
    try? FileManager.default.removeItem(atPath: folder)
    throw error
  }
}

private func use<Value>(
  _ location: DatabaseLocation, _ body: (any SQLDatabase) async throws -> Value
) async throws -> Value {
  let database = try await location.open(logger: .quiet)
  do {
    let value = try await body(database)
    try await database.close()
    return value
  } catch {
    try? await database.close()
    throw error
  }
}

extension Logger {
  static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
