/// The side into which everything is written, in one transaction.
struct MoveTarget {
  let db: any SQLConnection
  let limits: TableReader.Limits

  /// Values of one statement at most; both engines take more.
  private static let mostValues = 1000

  func receive(_ handoff: MoveHandoff) throws -> MoveReport {
    try handoff.beginTaking()
    var tables: [TableShape] = []
    while true {
      switch try handoff.take() {
      case .tables(let found):
        tables = found
        try prepare(tables)
      case .rows(let rows, let table): try insert(rows, into: table)
      case .end(let source):
        let target = try MoveReport.Side.reading(tables, on: db, limits: limits)
        let report = MoveReport(source: source, target: target)
        guard report.isProved else { throw MoveError.differs(report) }
        // Without figures about the new rows, the first statements would be planned for empty tables.
        if db.dialect == .postgres { try db.execute("ANALYZE") }
        return report
      }
    }
  }

  private func prepare(_ tables: [TableShape]) throws {
    let own = try TableCatalog(db: db).tables()
    for (table, other) in zip(tables, own) where !table.hasColumns(of: other) {
      throw MoveError.schemasDiffer(table: table.name)
    }
    guard tables.count == own.count else {
      let names = Set(tables.map(\.name)).symmetricDifference(own.map(\.name))
      throw MoveError.schemasDiffer(table: names.min() ?? "")
    }
    if db.dialect == .postgres {
      try db.prepareForMove()
      try db.execute("LOCK TABLE \(tables.map(\.quotedName).joined(separator: ", ")) IN EXCLUSIVE MODE")
    }
    for table in tables where try db.row("SELECT 1 AS found FROM \(table.quotedName) LIMIT 1") != nil {
      throw MoveError.targetNotEmpty(table: table.name)
    }
  }

  private func insert(_ rows: [SQLRow], into table: TableShape) throws {
    let atOnce = max(Self.mostValues / table.columns.count, 1)
    do {
      for start in stride(from: 0, to: rows.count, by: atOnce) {
        try insertTogether(rows[start..<min(start + atOnce, rows.count)], into: table)
      }
    } catch let error as StorageError {
      throw MoveError.table(table.name, error)
    }
  }

  private func insertTogether(_ rows: ArraySlice<SQLRow>, into table: TableShape) throws {
    let width = table.columns.count
    let places = rows.indices.map { row in
      let first = (row - rows.startIndex) * width
      return "(\((1...width).map { "$\(first + $0)" }.joined(separator: ", ")))"
    }
    try db.execute(
      "INSERT INTO \(table.quotedName) (\(table.quotedColumns)) VALUES \(places.joined(separator: ", "))",
      rows.flatMap(\.values))
  }
}

extension TableShape {
  fileprivate func hasColumns(of other: TableShape) -> Bool {
    name == other.name && Set(columns.map(\.name)) == Set(other.columns.map(\.name))
  }
}
