/// Reads from an engine's catalog which tables there are: all but the list of migrations.
struct TableCatalog {
  let db: any SQLConnection

  /// Every table, parents first.
  ///
  /// - Throws: `MoveError.noKey` when a table has no primary key, by which it could be read in parts.
  func tables() throws -> [TableShape] {
    let shapes = try names().map { name in
      let key = try db.rows(keyOfTable, [.text(name)]).map { try $0.text("name") }
      guard !key.isEmpty else { throw MoveError.noKey(table: name) }
      return TableShape(
        name: name,
        columns: try db.rows(columnsOfTable, [.text(name)]).map { row in
          TableShape.Column(name: try row.text("name"), type: try row.text("type").lowercased())
        },
        key: key,
        parents: Set(try db.rows(parentsOfTable, [.text(name)]).map { try $0.text("name") }).subtracting([name])
      )
    }
    return try TableShape.ordered(shapes)
  }

  private func names() throws -> [String] {
    let all = try db.rows(allTables).map { try $0.text("name") }
    return all.filter { $0 != "schema_migrations" && !$0.hasPrefix("sqlite_") }
  }

  private var allTables: String {
    switch db.dialect {
    case .sqlite: "SELECT name FROM sqlite_master WHERE type = 'table'"
    case .postgres:
      """
      SELECT CAST(table_name AS text) AS name FROM information_schema.tables
      WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
      """
    }
  }

  private var columnsOfTable: String {
    switch db.dialect {
    case .sqlite: "SELECT name, type FROM pragma_table_info($1) ORDER BY cid"
    case .postgres:
      """
      SELECT CAST(column_name AS text) AS name, CAST(data_type AS text) AS type FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position
      """
    }
  }

  private var keyOfTable: String {
    switch db.dialect {
    case .sqlite: "SELECT name FROM pragma_table_info($1) WHERE pk > 0 ORDER BY pk"
    case .postgres:
      """
      SELECT CAST(columns.column_name AS text) AS name
      FROM information_schema.table_constraints AS rules JOIN information_schema.key_column_usage AS columns
        ON columns.constraint_schema = rules.constraint_schema AND columns.constraint_name = rules.constraint_name
        AND columns.table_name = rules.table_name
      WHERE rules.table_schema = current_schema() AND rules.table_name = $1 AND rules.constraint_type = 'PRIMARY KEY'
      ORDER BY columns.ordinal_position
      """
    }
  }

  private var parentsOfTable: String {
    switch db.dialect {
    case .sqlite: "SELECT \"table\" AS name FROM pragma_foreign_key_list($1)"
    case .postgres:
      """
      SELECT CAST(parents.relname AS text) AS name
      FROM pg_constraint AS rules JOIN pg_class AS children ON children.oid = rules.conrelid
        JOIN pg_class AS parents ON parents.oid = rules.confrelid
        JOIN pg_namespace AS spaces ON spaces.oid = children.relnamespace
      WHERE rules.contype = 'f' AND spaces.nspname = current_schema() AND children.relname = $1
      """
    }
  }
}
