import Core

/// A result is taken only when every member is there and of its type; what a program forged can't get further.
extension RunResult {
  init?(reading json: JSONValue) {
    guard let stdout = json["stdout"]?.stringValue, let isTruncated = json["stdout_truncated"]?.boolValue,
      let tables = json["tables"]?.arrayValue?.map(RunTable.init(reading:)), !tables.contains(nil),
      let figures = json["figures"]?.arrayValue, let durationMs = json["duration_ms"]?.intValue,
      let error = json["error"]
    else { return nil }
    let readError = RunError(reading: error)
    guard readError != nil || error == .null else { return nil }
    self.init(
      stdout: stdout, stdoutTruncated: isTruncated, tables: tables.compactMap(\.self), figures: figures,
      error: readError, durationMs: durationMs)
  }
}

extension RunTable {
  fileprivate init?(reading json: JSONValue) {
    guard let columns = json["columns"]?.arrayValue?.map(RunColumn.init(reading:)), !columns.contains(nil),
      let rows = json["rows"]?.arrayValue?.map(\.arrayValue), !rows.contains(nil),
      let totalRows = json["total_rows"]?.intValue
    else { return nil }
    self.init(
      title: json["title"]?.stringValue, columns: columns.compactMap(\.self), rows: rows.compactMap(\.self),
      totalRows: totalRows)
  }
}

extension RunColumn {
  fileprivate init?(reading json: JSONValue) {
    guard let name = json["name"]?.stringValue, let type = json["type"]?.stringValue else { return nil }
    self.init(name: name, type: type)
  }
}

extension RunError {
  fileprivate init?(reading json: JSONValue) {
    guard let type = json["type"]?.stringValue, let message = json["message"]?.stringValue,
      let traceback = json["traceback"]?.stringValue
    else { return nil }
    self.init(type: type, message: message, traceback: traceback, line: json["line"]?.intValue)
  }
}
