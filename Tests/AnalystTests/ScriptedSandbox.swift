import CodeSandbox
import Synchronization

/// A sandbox whose results are written down beforehand; it remembers what it was to run.
final class ScriptedSandbox: CodeRunning {
  private let results: Mutex<[Result<RunResult, SandboxError>]>
  private let seen = Mutex<[RunRequest]>([])

  init(_ results: [Result<RunResult, SandboxError>]) { self.results = Mutex(results) }

  var requests: [RunRequest] { seen.withLock { $0 } }

  func run(_ request: RunRequest) async throws(SandboxError) -> RunResult {
    seen.withLock { $0.append(request) }
    let result = results.withLock { $0.isEmpty ? .success(RunResult(stdout: "total: 1\n")) : $0.removeFirst() }
    return try result.get()
  }
}

extension Result where Success == RunResult, Failure == SandboxError {
  static func prints(_ text: String) -> Self { .success(RunResult(stdout: text)) }

  static func fails(_ type: String, _ message: String) -> Self {
    .success(
      RunResult(error: RunError(type: type, message: message, traceback: "  line 2\n\(type): \(message)\n", line: 2)))
  }
}
