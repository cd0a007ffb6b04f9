/// Runs programs that nobody has read.
package protocol CodeRunning: Sendable {
  /// Runs one program to its end. A program that fails is a result with an `error`; only a sandbox that fails throws.
  ///
  /// Cancelling the task kills the program and everything that it started.
  func run(_ request: RunRequest) async throws(SandboxError) -> RunResult
}
