/// What was counted on both sides of a move.
package struct MoveReport: Hashable, Sendable {
  /// One side, read within its transaction.
  package struct Side: Hashable, Sendable {
    package let tables: [TableTally]
    package let accounts: Int64
    package let entries: Int64
    /// What `latchkey credits audit` would find there: an account whose balance is not the sum of its entries, above
    /// all.
    package let auditProblems: Int
  }

  package let source: Side
  package let target: Side

  package var isProved: Bool { source == target && target.auditProblems == 0 }
}

extension MoveReport {
  /// A table for people: what was counted, on the one side, on the other.
  package var lines: [String] {
    let rows = counts(source).map { line in [line.0, line.1, "", ""] }
    let found = Dictionary(uniqueKeysWithValues: counts(target))
    let cells =
      [["", "source", "target", ""]]
      + rows.map { row in
        let other = found[row[0]] ?? "–"
        return [row[0], row[1], other, row[1] == other ? "same" : "DIFFERS"]
      }
    let widths = (0..<3).map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      let name = row[0].padded(to: widths[0])
      let sides = (1..<3).map { String(repeating: " ", count: widths[$0] - row[$0].count) + row[$0] }
      return ([name] + sides + [row[3]]).joined(separator: "  ")
    }
  }

  private func counts(_ side: Side) -> [(String, String)] {
    side.tables.flatMap { table in
      [("\(table.table): rows", "\(table.rows)")]
        + table.sums.map { ("\(table.table): sum of \($0.column)", "\($0.total)") }
        + [("\(table.table): contents", String(table.contents, radix: 16))]
    } + [
      ("accounts", "\(side.accounts)"), ("entries", "\(side.entries)"),
      ("problems of the audit, balances among them", "\(side.auditProblems)"),
    ]
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }
}
