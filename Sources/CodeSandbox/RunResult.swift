package import Core

/// What a program produced; coded as the `run` event and the stored answer show it.
package struct RunResult: Sendable, Codable, Equatable {
  package var stdout: String
  package var stdoutTruncated: Bool
  package var tables: [RunTable]
  /// Plotly figures: objects with `data` and `layout`.
  package var figures: [JSONValue]
  /// Why the program failed; what it produced before is still here. Nil when it ended well.
  package var error: RunError?
  package var durationMs: Int

  package init(
    stdout: String = "", stdoutTruncated: Bool = false, tables: [RunTable] = [], figures: [JSONValue] = [],
    error: RunError? = nil, durationMs: Int = 0
  ) {
    self.stdout = stdout
    self.stdoutTruncated = stdoutTruncated
    self.tables = tables
    self.figures = figures
    self.error = error
    self.durationMs = durationMs
  }

  private enum CodingKeys: String, CodingKey {
    case stdout, tables, figures, error
    case stdoutTruncated = "stdout_truncated"
    case durationMs = "duration_ms"
  }
}

/// A table at full precision: missing values are null, dates are ISO 8601, whole numbers beyond 2⁵³ are texts.
package struct RunTable: Sendable, Codable, Equatable {
  package var title: String?
  package var columns: [RunColumn]
  /// The first rows, at most as many as the limits allow; `totalRows` counts all.
  package var rows: [[JSONValue]]
  package var totalRows: Int

  package init(title: String? = nil, columns: [RunColumn], rows: [[JSONValue]], totalRows: Int) {
    self.title = title
    self.columns = columns
    self.rows = rows
    self.totalRows = totalRows
  }

  private enum CodingKeys: String, CodingKey {
    case title, columns, rows
    case totalRows = "total_rows"
  }
}

package struct RunColumn: Sendable, Codable, Equatable {
  package var name: String
  /// `integer`, `number`, `boolean`, `date`, `datetime` or `text`.
  package var type: String

  package init(name: String, type: String) {
    self.name = name
    self.type = type
  }
}

/// The failure of a program, told by its own lines only.
package struct RunError: Sendable, Codable, Equatable {
  /// Python's class of error, or one of the sandbox's: `TimeLimit`, `CPULimit`, `MemoryLimit`, `ResultTooLarge`,
  /// `MalformedResult`, `ProgramKilled`, `ProgramExited`.
  package var type: String
  package var message: String
  package var traceback: String
  /// The line of the program, counted from 1.
  package var line: Int?

  package init(type: String, message: String, traceback: String = "", line: Int? = nil) {
    self.type = type
    self.message = message
    self.traceback = traceback
    self.line = line
  }
}
