package import CodeSandbox
import Core
import Foundation

/// Looks at an uploaded file in the sandbox and says what is in it; the file stays as it is.
package struct DatasetProfiler: Sendable {
  private let sandbox: any CodeRunning
  private let limits: DatasetLimits

  package init(sandbox: any CodeRunning, limits: DatasetLimits = DatasetLimits()) {
    self.sandbox = sandbox
    self.limits = limits
  }

  /// Profiles the file at `path` on behalf of its owner. Throws `DatasetError` for a file that is no data set, `SandboxError` when nothing can
  /// run, `CancellationError` when the task was cancelled.
  package func profile(path: String, name: String, owner: String? = nil) async throws -> DatasetProfile {
    try checkSize(of: path)
    let program =
      "from worker import profile_dataset\nprofile_dataset.main('\(SandboxDataset.pathInside)', \(limits.maxColumns))\n"
    let request = RunRequest(
      code: program, dataset: SandboxDataset(path: path, name: name), limits: limits.sandbox,
      owner: owner)
    return try Self.read(try await sandbox.runOrCancel(request))
  }

  private func checkSize(of path: String) throws(DatasetError) {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      attributes[.type] as? FileAttributeType == .typeRegular, let size = attributes[.size] as? Int
    else { throw .notFound }
    guard size > 0 else { throw .empty }
    guard size <= limits.maxBytes else { throw .tooLarge(limitBytes: limits.maxBytes) }
  }

  private static func read(_ result: RunResult) throws(DatasetError) -> DatasetProfile {
    if let error = result.error {
      guard ["MemoryLimit", "MemoryError", "TimeLimit", "CPULimit"].contains(error.type) else {
        throw .unreadable(line: nil, reason: "its rows can't be told apart")
      }
      throw .tooHeavy
    }
    let data = Data(result.stdout.utf8)
    if let answer = try? JSONDecoder().decode(ProblemAnswer.self, from: data) { throw answer.problem.error }
    guard !result.stdoutTruncated, let profile = try? JSONDecoder().decode(DatasetProfile.self, from: data) else {
      throw .tooHeavy
    }
    return profile
  }
}

/// What an upload may be at most.
package struct DatasetLimits: Sendable, Equatable {
  package var maxBytes: Int
  package var maxColumns: Int
  package var sandbox: SandboxLimits

  package init(
    maxBytes: Int = 100_000_000, maxColumns: Int = 2000,
    sandbox: SandboxLimits = SandboxLimits(
      cpu: .seconds(90), wall: .seconds(120), memoryBytes: 3_000_000_000, outputBytes: 8_000_000)
  ) {
    self.maxBytes = maxBytes
    self.maxColumns = maxColumns
    self.sandbox = sandbox
  }
}

/// How the profile program says that a file is no data set.
private struct ProblemAnswer: Decodable {
  struct Problem: Decodable {
    let code: String
    let kind: String?
    let line: Int?
    let expected: Int?
    let found: Int?
    let columns: Int?
    let limit: Int?
    let reason: String?
  }

  let problem: Problem
}

extension ProblemAnswer.Problem {
  var error: DatasetError {
    switch code {
    case "empty": .empty
    case "binary": .binary(kind: kind ?? "not text")
    case "ragged": .ragged(line: line ?? 0, expected: expected ?? 0, found: found ?? 0)
    case "too_many_columns": .tooManyColumns(columns: columns ?? 0, limit: limit ?? 0)
    default: .unreadable(line: line, reason: reason ?? "its rows can't be told apart")
    }
  }
}
