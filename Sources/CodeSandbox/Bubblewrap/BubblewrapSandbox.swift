import Core
import Foundation
package import Logging
import Subprocess
import SystemPackage

/// Runs each program in a bubblewrap of its own: no network, no host files but the interpreter's, no secrets, no
/// capabilities, a user of its own, and limits that it can't raise. There is no other way to run: what can't be
/// isolated is refused.
package struct BubblewrapSandbox: CodeRunning {
  let configuration: SandboxConfiguration
  private let logger: Logger
  private let queue: RunQueue

  /// How much longer than the program's own limit a run may take before it is given up: starting and ending included.
  private static let startAllowance = Duration.seconds(10)

  package init(configuration: SandboxConfiguration, logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    queue = RunQueue(configuration)
  }

  package func run(_ request: RunRequest) async throws(SandboxError) -> RunResult {
    try await queue.withSlot(of: request.owner) { slot throws(SandboxError) in
      let outcome = try await launch(request, slot: slot)
      return try result(of: outcome, request.limits)
    }
  }

  private func launch(_ request: RunRequest, slot: Int) async throws(SandboxError) -> BubblewrapOutcome {
    let isRoot = HostIdentity.isRoot
    try checkTools(isRoot: isRoot)
    let dataset = try request.dataset.map { file throws(SandboxError) in
      try HostIdentity.readablePath(of: file, isRoot: isRoot)
    }
    let arguments = BubblewrapArguments(
      configuration: configuration, environment: try PythonEnvironment(python: configuration.python), dataset: dataset,
      limits: request.limits, userID: configuration.firstUserID + UInt32(slot), isRoot: isRoot)
    let process = BubblewrapProcess(executable: configuration.bubblewrap, arguments: arguments.arguments)
    return try await process.run(
      input: WorkerRequest(request), outputLimit: request.limits.longestFrame,
      wall: request.limits.wall + Self.startAllowance)
  }

  private func checkTools(isRoot: Bool) throws(SandboxError) {
    guard FileManager.default.isExecutableFile(atPath: configuration.bubblewrap) else {
      throw .toolMissing(name: "bubblewrap", install: "apt-get install bubblewrap")
    }
    guard !isRoot || FileManager.default.isExecutableFile(atPath: configuration.setpriv) else {
      throw .toolMissing(name: "setpriv", install: "apt-get install util-linux")
    }
  }

  private func result(of outcome: BubblewrapOutcome, _ limits: SandboxLimits) throws(SandboxError) -> RunResult {
    switch outcome {
    case .timedOut:
      return RunResult(
        error: RunError(type: "TimeLimit", message: "The program did not end within the time that it may take."),
        durationMs: Int(limits.wall.inMilliseconds))
    case .ended(let output, let complaint):
      switch ResultFrame.decode(output) {
      case .success(let result): return result
      case .failure(let reason):
        logger.warning(
          "a run ended without a result", metadata: ["reason": "\(reason.rawValue)", "complaint": "\(complaint)"])
        throw SandboxComplaint(text: complaint).error ?? .failed(reason: reason.rawValue)
      }
    }
  }
}

extension SandboxLimits {
  /// The most bytes that an honest supervisor writes: JSON escapes a byte with at most six characters.
  fileprivate var longestFrame: Int { resultBytes + 6 * outputBytes + 65_536 }
}
