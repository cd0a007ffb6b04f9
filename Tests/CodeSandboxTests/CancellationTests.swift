import CodeSandbox
import Foundation
import Logging
import Testing

@Suite struct CancellationTests {
  @Test func cancellingARunKillsEverythingThatItStarted() async throws {
    let worker = FileManager.default.temporaryDirectory.appending(path: "worker-\(UUID().uuidString)")
    try copyWorker(to: worker)
    defer { try? FileManager.default.removeItem(at: worker) }
    var configuration = SandboxFixture.configuration
    configuration.worker = worker.path()
    configuration.firstUserID = 64_490
    let sandbox = BubblewrapSandbox(configuration: configuration, logger: Logger(label: "tests"))
    let code = "import os, time\nos.fork()\nos.system('setsid sleep 600 &')\ntime.sleep(600)"

    let run = Task { try await sandbox.run(RunRequest(code: code, limits: SandboxLimits(wall: .seconds(60)))) }
    // Without root, programs have no user of their own to be counted by.
    let expected = geteuid() == 0 ? 4 : 2
    try await wait { HostProcesses.count(mentioning: worker.lastPathComponent, user: 64_490) >= expected }
    run.cancel()
    await #expect(throws: SandboxError.cancelled) { try await run.value }
    try await wait { HostProcesses.count(mentioning: worker.lastPathComponent, user: 64_490) == 0 }
  }

  @Test func aRunThatIsCancelledWhileItWaitsNeverStarts() async throws {
    var configuration = SandboxFixture.configuration
    configuration.concurrentRuns = 1
    let sandbox = BubblewrapSandbox(configuration: configuration, logger: Logger(label: "tests"))
    let sleeper = Task { try await sandbox.run(RunRequest(code: "import time; time.sleep(60)")) }
    let waiting = Task { try await sandbox.run(RunRequest(code: "print(1)")) }
    waiting.cancel()
    await #expect(throws: SandboxError.cancelled) { try await waiting.value }
    sleeper.cancel()
    await #expect(throws: SandboxError.cancelled) { try await sleeper.value }
    #expect(try await sandbox.run(RunRequest(code: "print(2)")).stdout == "2\n")
  }

  @Test func moreRunsThanMayWaitAreRefused() async throws {
    var configuration = SandboxFixture.configuration
    configuration.concurrentRuns = 1
    configuration.waitingRuns = 1
    let sandbox = BubblewrapSandbox(configuration: configuration, logger: Logger(label: "tests"))
    let outcomes = await withTaskGroup(of: String.self) { group in
      for _ in 0..<5 {
        group.addTask {
          do throws(SandboxError) {
            return try await sandbox.run(RunRequest(code: "print('ran')")).stdout
          } catch {
            return error.code
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.contains("ran\n"))
    #expect(Set(outcomes).isSubset(of: ["ran\n", "sandbox.busy"]))
  }

  /// A copy whose path names this test's processes.
  private func copyWorker(to folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: SandboxConfiguration.bundledWorker) {
      let source = URL(filePath: SandboxConfiguration.bundledWorker).appending(path: name)
      guard source.pathExtension == "py" else { continue }
      try Data(contentsOf: source).write(to: folder.appending(path: name))
    }
  }

  /// Looks again until the condition holds; real processes have no clock to move.
  private func wait(until condition: () -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while !condition() {
      try #require(ContinuousClock.now < deadline, "the processes did not become as expected")
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}

/// The processes of this machine.
private enum HostProcesses {
  /// Those whose command line has the text, or that run as the user.
  static func count(mentioning text: String, user: Int) -> Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { name in
      guard Int(name) != nil else { return false }
      let command = FileManager.default.contents(atPath: "/proc/\(name)/cmdline").map {
        String(decoding: $0, as: UTF8.self)
      }
      let status = FileManager.default.contents(atPath: "/proc/\(name)/status").map {
        String(decoding: $0, as: UTF8.self)
      }
      return command?.contains(text) == true || status?.contains("Uid:\t\(user)\t") == true
    }.count
  }
}
