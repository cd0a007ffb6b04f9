/// A table as the database's own catalog describes it: nothing about it is kept by hand, so that a table of a later
/// migration is moved like the others.
struct TableShape: Hashable, Sendable {
  struct Column: Hashable, Sendable {
    let name: String
    /// The engine's name of the type, in lower case.
    let type: String
  }

  let name: String
  let columns: [Column]
  /// The columns of the primary key, in its order.
  let key: [String]
  /// The tables that its rows refer to, without itself.
  let parents: Set<String>

  /// Its name as it stands in a statement.
  var quotedName: String { Self.quoted(name) }

  /// The whole numbers that are worth a sum: amounts and counts, but no times.
  var summedColumns: [Int] {
    columns.indices.filter { index in
      let name = columns[index].name
      return columns[index].type == "bigint" && !name.hasSuffix("_at") && !name.hasSuffix("_until")
    }
  }

  /// Columns whose values can be long.
  var longColumns: [String] { columns.filter { ["text", "bytea"].contains($0.type) }.map(\.name) }

  var quotedColumns: String { columns.map { Self.quoted($0.name) }.joined(separator: ", ") }
  var quotedKey: String { key.map(Self.quoted).joined(separator: ", ") }

  static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
}

extension TableShape {
  /// The tables so that each comes after those that it refers to.
  ///
  /// - Throws: `MoveError.circularTables` when there is no such order.
  static func ordered(_ tables: [TableShape]) throws(MoveError) -> [TableShape] {
    var rest = tables.sorted { $0.name < $1.name }
    var ordered: [TableShape] = []
    while !rest.isEmpty {
      let done = Set(ordered.map(\.name))
      guard let next = rest.firstIndex(where: { $0.parents.isSubset(of: done) }) else {
        throw .circularTables(rest.map(\.name))
      }
      ordered.append(rest.remove(at: next))
    }
    return ordered
  }
}
