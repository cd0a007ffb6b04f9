/// Which columns a question means: those that it names, else the likeliest.
struct ColumnChoice: Sendable {
  let columns: [ProfileColumn]
  /// The columns that the question names, in the order of its words.
  let named: [ProfileColumn]

  init(columns: [ProfileColumn], question: String) {
    self.columns = columns
    let words = Words.of(question)
    // Whole names before parts of names and long ones before short ones: in “unit price”, the word “unit” belongs to
    // `unit_price` and does not name `units`.
    let longestFirst = columns.sorted { Words.of($0.name).count > Words.of($1.name).count }
    var free = words.map(Optional.some)
    var positions: [(column: ProfileColumn, position: Int)] = []
    for find in [Self.wholeName(of:in:), Self.partOfName(of:in:)] {
      for column in longestFirst where !positions.contains(where: { $0.column == column }) {
        guard let range = find(column, free) else { continue }
        for index in range { free[index] = nil }
        positions.append((column, range.lowerBound))
      }
    }
    named = positions.sorted { $0.position < $1.position }.map(\.column)
  }

  /// Numeric columns that measure something, identifiers left out.
  var measures: [ProfileColumn] { columns.filter { $0.isNumeric && !$0.isIdentifier && !$0.isYear } }
  /// Columns with few enough values to group by.
  var categories: [ProfileColumn] {
    columns.filter {
      ($0.kind == .text || $0.kind == .boolean || $0.isYear) && (2...60).contains($0.distinct ?? 2) && !$0.isIdentifier
    }
  }
  var date: ProfileColumn? {
    named.first(where: \.isDate) ?? columns.first(where: \.isDate)
      ?? columns.first { $0.kind == .text && !Set(Words.of($0.name)).isDisjoint(with: ["date", "month", "day"]) }
  }

  /// The column by which a single row is called.
  var rowName: ProfileColumn? {
    columns.first(where: \.isIdentifier) ?? columns.first { $0.kind == .text && ($0.distinct ?? 0) > 60 }
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

  /// How a measure is put together when the question doesn't say: prices and ratings are averaged, amounts added up.
  func aggregation(of measure: ProfileColumn, _ words: QuestionWords) -> Aggregation {
    if let asked = words.aggregation { return asked }
    let levels: Set = [
      "price", "rate", "rating", "score", "age", "discount", "temperature", "percent", "ratio", "margin",
    ]
    return levels.isDisjoint(with: Words.of(measure.name)) ? .sum : .mean
  }

  private static func wholeName(of column: ProfileColumn, in words: [String?]) -> Range<Int>? {
    range(of: Words.of(column.name), in: words)
  }

  /// The last or the first word of a longer name, when it is not too common.
  private static func partOfName(of column: ProfileColumn, in words: [String?]) -> Range<Int>? {
    let name = Words.of(column.name)
    let common: Set = ["id", "name", "number", "type", "date", "value", "count", "total", "order"]
    guard name.count > 1 else { return nil }
    return [name[name.count - 1], name[0]].filter { !common.contains($0) }.lazy
      .compactMap { range(of: [$0], in: words) }.first
  }

  private static func range(of name: [String], in words: [String?]) -> Range<Int>? {
    guard !name.isEmpty, words.count >= name.count else { return nil }
    let start = (0...(words.count - name.count)).first { Array(words[$0..<($0 + name.count)]) == name }
    return start.map { $0..<($0 + name.count) }
  }
}
