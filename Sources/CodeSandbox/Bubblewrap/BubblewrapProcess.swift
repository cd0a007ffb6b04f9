import Core
import Subprocess
import SystemPackage

/// How one bubblewrap ended.
enum BubblewrapOutcome: Sendable {
  /// It ended by itself: what it wrote, and what it complained of.
  case ended(output: [UInt8], complaint: String)
  /// It was killed because it took too long.
  case timedOut
}

/// One child process, killed with all that it started when the task is cancelled or the time is over.
struct BubblewrapProcess {
  let executable: String
  let arguments: [String]

  private static let longestComplaint = 65_536

  func run(input: WorkerRequest, outputLimit: Int, wall: Duration) async throws(SandboxError) -> BubblewrapOutcome {
    do {
      let bytes = try input.encoded()
      return try await withThrowingTaskGroup(of: BubblewrapOutcome.self) { group in
        group.addTask { try await start(bytes, outputLimit: outputLimit) }
        group.addTask {
          try await Task.sleep(for: wall)
          return .timedOut
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else { throw CancellationError() }
        return first
      }
    } catch {
      throw Task.isCancelled ? .cancelled : .failed(reason: "\(error)")
    }
  }

  private func start(_ input: [UInt8], outputLimit: Int) async throws -> BubblewrapOutcome {
    let ended = try await Subprocess.run(
      .path(FilePath(executable)), arguments: Arguments(arguments),
      environment: .custom([:] as [Environment.Key: String]),
      workingDirectory: "/", input: .array(input), output: .bytes(limit: outputLimit),
      error: .string(limit: Self.longestComplaint))
    try Task.checkCancellation()
    return .ended(output: ended.standardOutput, complaint: ended.standardError)
  }
}
