import CodeSandbox

extension CodeRunning {
  /// Runs a program; a run that was stopped ends like every other cancelled task.
  func runOrCancel(_ request: RunRequest) async throws -> RunResult {
    do throws(SandboxError) {
      return try await run(request)
    } catch .cancelled {
      throw CancellationError()
    } catch {
      throw error
    }
  }
}
