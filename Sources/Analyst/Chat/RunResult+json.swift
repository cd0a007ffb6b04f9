import CodeSandbox
import Core

extension RunResult {
  /// The run as events and stored answers show it.
  var json: JSONValue {
    [
      "stdout": .string(stdout), "stdout_truncated": .bool(stdoutTruncated), "tables": .array(tables.map(\.json)),
      "figures": .array(figures), "error": error?.json ?? .null, "duration_ms": .int(Int64(durationMs)),
    ]
  }
}

extension RunTable {
  fileprivate var json: JSONValue {
    [
      "title": title.map { .string($0) } ?? .null,
      "columns": .array(columns.map { ["name": .string($0.name), "type": .string($0.type)] }),
      "rows": .array(rows.map { .array($0) }), "total_rows": .int(Int64(totalRows)),
    ]
  }
}

extension RunError {
  fileprivate var json: JSONValue {
    [
      "type": .string(type), "message": .string(message), "traceback": .string(traceback),
      "line": line.map { .int(Int64($0)) } ?? .null,
    ]
  }
}
