@testable import CodeSandbox
import Core
import Foundation
import Logging
import Testing

@Suite struct SetupTests {
  @Test func aMissingToolIsNamedWithTheLineThatInstallsIt() async throws {
    var configuration = SandboxFixture.configuration
    configuration.bubblewrap = "/nowhere/bwrap"
    await #expect(throws: SandboxError.toolMissing(name: "bubblewrap", install: "apt-get install bubblewrap")) {
      try await BubblewrapSandbox(configuration: configuration, logger: Logger(label: "tests")).check()
    }
    configuration = SandboxFixture.configuration
    configuration.python = "/nowhere/python"
    let error = await #expect(throws: SandboxError.self) {
      try await BubblewrapSandbox(configuration: configuration, logger: Logger(label: "tests")).check()
    }
    #expect(error?.code == "sandbox.tool_missing")
    #expect(error?.message.contains("pip install -r") == true)
  }

  @Test func anInterpreterWithoutTheLibrariesIsSaidToBeIncomplete() async throws {
    var configuration = SandboxFixture.configuration
    configuration.python = "/usr/bin/python3"
    let error = await #expect(throws: SandboxError.self) {
      try await BubblewrapSandbox(configuration: configuration, logger: Logger(label: "tests")).check()
    }
    #expect(error?.code == "sandbox.python_incomplete")
  }

  @Test(arguments: [
    ("bwrap: No permissions to creating new namespace, likely because…", "sandbox.not_permitted"),
    ("bwrap: setting up uid map: Permission denied", "sandbox.not_permitted"),
    ("bwrap: Can't mount proc on /newroot/proc: Operation not permitted", "sandbox.not_permitted"),
    ("setpriv: setresuid failed: Invalid argument", "sandbox.not_permitted"),
    ("bwrap: execvp /venv/bin/python: No such file or directory", "sandbox.python_incomplete"),
  ])
  func whatBubblewrapComplainsOfIsPutIntoWords(_ complaint: String, _ code: String) {
    #expect(SandboxComplaint(text: complaint).error?.code == code)
  }

  @Test func anUnknownComplaintIsNoneOfThem() {
    #expect(SandboxComplaint(text: "something else").error == nil)
  }

  @Test func aVirtualEnvironmentIsFollowedToItsInstallation() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "environment-\(UUID().uuidString)")
      .resolvingSymlinksInPath()
    defer { try? FileManager.default.removeItem(at: folder) }
    let base = folder.appending(path: "base/bin")
    let environment = folder.appending(path: "with space/bin")
    for made in [base, environment] {
      try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
    }
    let interpreter = base.appending(path: "python3")
    try FileManager.default.copyItem(atPath: "/bin/true", toPath: interpreter.path(percentEncoded: false))
    try FileManager.default.createSymbolicLink(
      at: environment.appending(path: "python"), withDestinationURL: interpreter)
    try "home = \(base.path(percentEncoded: false))\nversion = 3\n".write(
      to: folder.appending(path: "with space/pyvenv.cfg"), atomically: true, encoding: .utf8)

    let found = try PythonEnvironment(python: environment.appending(path: "python").path(percentEncoded: false))
    let root = folder.path(percentEncoded: false)
    #expect(found.executable == "/venv/bin/python")
    #expect(
      found.mounts == [
        .init(source: root + "/with space", destination: "/venv"),
        .init(source: root + "/base", destination: root + "/base"),
      ])
  }

  @Test func theSystemsInterpreterNeedsNothingMore() throws {
    #expect(try PythonEnvironment(python: "/usr/bin/python3").mounts.isEmpty)
  }

  @Test func aFileThatIsNotThereIsSaidToBeUnreadable() async throws {
    let request = RunRequest(code: "df", dataset: SandboxDataset(path: "/nowhere/sales.csv", name: "sales.csv"))
    await #expect(throws: SandboxError.datasetUnreadable(name: "sales.csv")) {
      try await SandboxFixture.shared.run(request)
    }
  }

  @Test(arguments: [
    "", "\n", "x\n{}", "2\n{}", "3\n{}", "1\n{}", "-1\n{}", "99999999999999999999\n{}", "12\n\"not a run\"\n",
  ])
  func aFrameThatIsNotAResultIsRefused(_ text: String) {
    guard case .failure = ResultFrame.decode(Array(text.utf8)) else {
      return #expect(Bool(false), "\(text) was taken for a result")
    }
  }
}
