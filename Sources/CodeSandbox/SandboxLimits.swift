/// What one run may use at most. Memory and processor time count over all processes of the run together.
package struct SandboxLimits: Sendable, Equatable {
  package var cpu: Duration
  package var wall: Duration
  /// Memory that no file backs, and what is written to the work folder.
  package var memoryBytes: Int
  /// Processes and threads together.
  package var processes: Int
  /// The size of one file in the work folder, and of the whole folder.
  package var fileBytes: Int
  package var openFiles: Int
  /// How much of what is printed is kept; the rest is dropped and said to be.
  package var outputBytes: Int
  /// Tables and figures together, as JSON.
  package var resultBytes: Int
  package var maxTables: Int
  package var maxRowsPerTable: Int
  package var maxFigures: Int

  package init(
    cpu: Duration = .seconds(30), wall: Duration = .seconds(60), memoryBytes: Int = 2_000_000_000, processes: Int = 96,
    fileBytes: Int = 128_000_000, openFiles: Int = 512, outputBytes: Int = 200_000, resultBytes: Int = 8_000_000,
    maxTables: Int = 20, maxRowsPerTable: Int = 1000, maxFigures: Int = 12
  ) {
    self.cpu = cpu
    self.wall = wall
    self.memoryBytes = memoryBytes
    self.processes = processes
    self.fileBytes = fileBytes
    self.openFiles = openFiles
    self.outputBytes = outputBytes
    self.resultBytes = resultBytes
    self.maxTables = maxTables
    self.maxRowsPerTable = maxRowsPerTable
    self.maxFigures = maxFigures
  }

  package static let standard = SandboxLimits()
}
