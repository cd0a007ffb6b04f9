import Foundation

/// Where the sandbox finds its tools, and how many programs run at once.
package struct SandboxConfiguration: Sendable {
  /// An interpreter, usually of a virtual environment; a relative path starts at the working directory.
  package var python: String
  package var bubblewrap: String
  /// Drops root's identity inside the sandbox; needed only when the server runs as root.
  package var setpriv: String
  /// The folder with the Python side of the sandbox.
  package var worker: String
  /// How many programs run at once, 1 to 64.
  package var concurrentRuns: Int
  /// How many more may wait; beyond that a run is refused with `sandbox.busy`.
  package var waitingRuns: Int
  /// How many of those may belong to one person.
  package var waitingRunsOfOne: Int
  /// As root, the first of the user ids that programs get, one for each that runs at once; nobody else should have
  /// them.
  package var firstUserID: UInt32

  package init(
    python: String, bubblewrap: String = "/usr/bin/bwrap", setpriv: String = "/usr/bin/setpriv",
    worker: String = SandboxConfiguration.bundledWorker,
    concurrentRuns: Int = max(2, ProcessInfo.processInfo.activeProcessorCount), waitingRuns: Int = 64,
    waitingRunsOfOne: Int = 8, firstUserID: UInt32 = 64_400
  ) {
    self.python = python
    self.bubblewrap = bubblewrap
    self.setpriv = setpriv
    self.worker = worker
    self.concurrentRuns = min(max(concurrentRuns, 1), 64)
    self.waitingRuns = max(waitingRuns, 0)
    self.waitingRunsOfOne = max(waitingRunsOfOne, 0)
    self.firstUserID = firstUserID
  }

  /// The worker that comes with this program.
  package static var bundledWorker: String {
    Bundle.module.bundleURL.appending(path: "Worker").path(percentEncoded: false)
  }

  /// The lines that make the Python environment, from the root of the project.
  package static let pythonInstallation =
    "python3 -m venv .venv && .venv/bin/pip install -r Sources/CodeSandbox/Worker/requirements.txt"
}
