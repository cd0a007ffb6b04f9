/// Which columns a question means: those that it names, else the likeliest.
struct ColumnChoice: Sendable {
  let columns: [ProfileColumn]
  /// The columns that the question names, in the order of its words.
  let named: [ProfileColumn]

  init(columns: [ProfileColumn], question: String) {
    self.columns = columns
    let words = Words.of(question)
    named =
      columns
      .compactMap { column in Self.position(of: column, in: words).map { (column, $0) } }
      .sorted { $0.1 < $1.1 }
      .map(\.0)
  }

  /// Numeric columns that measure something, identifiers left out.
  var measures: [ProfileColumn] { columns.filter { $0.isNumeric && !$0.isIdentifier } }
  /// Columns with few enough values to group by.
  var categories: [ProfileColumn] {
    columns.filter {
      ($0.kind == .text || $0.kind == .boolean) && (2...60).contains($0.distinct ?? 2) && !$0.isIdentifier
    }
  }
  var date: ProfileColumn? {
    named.first(where: \.isDate) ?? columns.first(where: \.isDate)
      ?? columns.first { $0.kind == .text && !Set(Words.of($0.name)).isDisjoint(with: ["date", "month", "day"]) }
  }

  var namedMeasures: [ProfileColumn] { named.filter { measures.contains($0) } }
  var namedCategories: [ProfileColumn] { named.filter { categories.contains($0) } }
  var namedTexts: [ProfileColumn] { named.filter { $0.kind == .text } }

  /// The named measure, else one whose name says that it is what business looks at, else the last one.
  var measure: ProfileColumn? {
    if let measure = namedMeasures.first { return measure }
    let usual = ["revenue", "sale", "amount", "total", "profit", "income", "value", "price", "cost", "score"]
    for word in usual {
      if let found = measures.first(where: { Words.of($0.name).contains(word) }) { return found }
    }
    return measures.last
  }

  /// The named category, else the one with the fewest values.
  var category: ProfileColumn? {
    namedCategories.first ?? categories.min { ($0.distinct ?? 60) < ($1.distinct ?? 60) }
  }

  /// Where the question names a column: all words of its name, or its last word when that is not too common.
  private static func position(of column: ProfileColumn, in words: [String]) -> Int? {
    let name = Words.of(column.name)
    guard let last = name.last else { return nil }
    if name.count > 1, let start = firstIndex(of: name, in: words) { return start }
    let common = ["id", "name", "number", "type", "date", "value", "count", "total"]
    if name.count > 1, common.contains(last) { return nil }
    if let index = words.firstIndex(of: last) { return index }
    return name.count > 1 && !common.contains(name[0]) && name[0].count > 4 ? words.firstIndex(of: name[0]) : nil
  }

  private static func firstIndex(of name: [String], in words: [String]) -> Int? {
    guard words.count >= name.count else { return nil }
    return (0...(words.count - name.count)).first { Array(words[$0..<($0 + name.count)]) == name }
  }
}
