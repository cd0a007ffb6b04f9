import CodeSandbox
import Foundation
import Logging
import Testing

/// The real sandbox, as the tests of this target use it; a missing tool fails them with the line that installs it.
enum SandboxFixture {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static var python: String {
    ProcessInfo.processInfo.environment["LATCHKEY_PYTHON"]
      ?? root.appending(path: ".venv/bin/python").path(percentEncoded: false)
  }

  static var configuration: SandboxConfiguration {
    SandboxConfiguration(python: python, concurrentRuns: 2, waitingRuns: 1000)
  }

  static let shared = BubblewrapSandbox(configuration: configuration, logger: Logger(label: "tests"))

  static func run(
    _ code: String, dataset: SandboxDataset? = nil, limits: SandboxLimits = .standard
  ) async throws -> RunResult {
    try await shared.run(RunRequest(code: code, dataset: dataset, limits: limits))
  }

  /// What the program printed, without the last line break; an error of the program fails the test.
  static func printed(_ code: String, dataset: SandboxDataset? = nil) async throws -> String {
    let result = try await run(code, dataset: dataset)
    #expect(result.error == nil)
    return result.stdout.trimmingCharacters(in: .newlines)
  }
}

/// A data set in a file of its own that goes when the last reference does.
final class TemporaryDataset: Sendable {
  let path: String

  init(_ text: String) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "dataset-\(UUID().uuidString).csv")
      .path(percentEncoded: false)
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var dataset: SandboxDataset { SandboxDataset(path: path, name: "sales.csv") }
}
