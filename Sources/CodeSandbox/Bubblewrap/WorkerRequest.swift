import Foundation

/// What the worker reads from its standard input.
struct WorkerRequest: Encodable {
  struct Dataset: Encodable {
    let path: String
    let encoding: String
    let delimiter: String
  }

  struct Limits: Encodable {
    let cpuSeconds: Double
    let wallSeconds: Double
    let memoryBytes: Int
    let processes: Int
    let fileBytes: Int
    let openFiles: Int
    let outputBytes: Int
    let resultBytes: Int
    let maxTables: Int
    let maxRowsPerTable: Int
    let maxFigures: Int
  }

  let code: String
  let dataset: Dataset?
  let limits: Limits

  init(_ request: RunRequest) {
    code = request.code
    dataset = request.dataset.map {
      Dataset(path: SandboxDataset.pathInside, encoding: $0.encoding, delimiter: $0.delimiter)
    }
    let limits = request.limits
    self.limits = Limits(
      cpuSeconds: limits.cpu.inSeconds, wallSeconds: limits.wall.inSeconds, memoryBytes: limits.memoryBytes,
      processes: limits.processes, fileBytes: limits.fileBytes, openFiles: limits.openFiles,
      outputBytes: limits.outputBytes, resultBytes: limits.resultBytes, maxTables: limits.maxTables,
      maxRowsPerTable: limits.maxRowsPerTable, maxFigures: limits.maxFigures)
  }

  func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return Array(try encoder.encode(self))
  }
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
