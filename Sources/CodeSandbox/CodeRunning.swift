/// Runs programs that nobody has read.
package protocol CodeRunning: Sendable {
  /// Runs one program to its end. A program that fails is a result with an `error`; only a sandbox that fails throws.
  ///
  /// Cancelling the task kills the program and everything that it started.
  func run(_ request: RunRequest) async throws(SandboxError) -> RunResult
}

extension CodeRunning {
  /// The same sandbox with every run on behalf of one person.
  package func onBehalf(of owner: String) -> any CodeRunning { OwnedSandbox(sandbox: self, owner: owner) }
}

private struct OwnedSandbox: CodeRunning {
  let sandbox: any CodeRunning
  let owner: String

  func run(_ request: RunRequest) async throws(SandboxError) -> RunResult {
    var request = request
    request.owner = owner
    return try await sandbox.run(request)
  }
}
