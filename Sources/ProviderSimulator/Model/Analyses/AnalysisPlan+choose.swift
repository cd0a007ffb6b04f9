extension AnalysisPlan {
  /// Chooses by the words of the question and the columns that it names.
  static func choose(for reading: PromptReading) -> AnalysisPlan {
    let choice = ColumnChoice(columns: reading.columns, question: reading.question)
    let words = QuestionWords(reading.question)
    if words.hasAny("missing", "null", "nan", "incomplete", "gap", "quality", "blank") { return .missing }
    return correlation(choice, words) ?? trend(choice, words) ?? top(choice, words) ?? distribution(choice, words)
      ?? comparison(choice, words) ?? groups(choice, words)
      ?? .summary(measure: choice.measure, date: choice.date)
  }

  private static func correlation(_ choice: ColumnChoice, _ words: QuestionWords) -> AnalysisPlan? {
    guard words.hasPrefix("correlat", "relat", "depend", "influenc", "affect") || words.hasAny("scatter") else {
      return nil
    }
    let named = choice.namedMeasures
    if named.count >= 2 { return .correlation(first: named[0], second: named[1]) }
    if let only = named.first, let other = choice.measures.first(where: { $0 != only }), words.hasAny("scatter") {
      return .correlation(first: other, second: only)
    }
    return choice.measures.count >= 2 ? .correlations(choice.measures) : nil
  }

  private static func trend(_ choice: ColumnChoice, _ words: QuestionWords) -> AnalysisPlan? {
    let asksForTime =
      words.hasPrefix("trend", "month", "season", "evol", "develop", "grow")
      || words.hasAny("time", "timeline", "year", "week", "quarter", "day", "daily", "history", "when", "line")
    guard asksForTime, let date = choice.date else { return nil }
    let measure = words.asksForCounts && choice.namedMeasures.isEmpty ? nil : choice.measure
    let aggregation = measure.map { choice.aggregation(of: $0, words) } ?? .sum
    return .trend(date: date, measure: measure, aggregation: aggregation, split: choice.namedCategories.first)
  }

  private static func top(_ choice: ColumnChoice, _ words: QuestionWords) -> AnalysisPlan? {
    let isAscending = words.hasAny("bottom", "worst", "lowest", "smallest", "least", "weakest", "cheapest")
    let isTop = words.hasAny("top", "best", "highest", "largest", "biggest", "strongest", "most", "leading")
    guard isTop || isAscending, choice.namedCategories.count < 2, let measure = choice.measure else { return nil }
    let count = words.number ?? 10
    if let category = choice.namedCategories.first ?? choice.namedTexts.first {
      return .topGroups(
        Ranking(
          category: category, measure: measure, aggregation: choice.aggregation(of: measure, words), count: count,
          isAscending: isAscending))
    }
    return .topRows(measure: measure, name: choice.rowName, count: count, isAscending: isAscending)
  }

  private static func distribution(_ choice: ColumnChoice, _ words: QuestionWords) -> AnalysisPlan? {
    guard words.hasPrefix("distribut", "histogram", "spread", "outlier", "skew", "vari") else { return nil }
    if choice.namedMeasures.isEmpty, let category = choice.namedCategories.first { return .counts(category: category) }
    return choice.measure.map { .distribution(measure: $0) }
  }

  private static func comparison(_ choice: ColumnChoice, _ words: QuestionWords) -> AnalysisPlan? {
    guard words.hasPrefix("compar", "differ", "versu") || words.hasAny("vs", "against", "between") else { return nil }
    guard let category = choice.category, let measure = choice.measure else { return nil }
    return .comparison(category: category, measure: measure)
  }

  private static func groups(_ choice: ColumnChoice, _ words: QuestionWords) -> AnalysisPlan? {
    let asksForGroups =
      words.hasAny(
        "by", "per", "each", "every", "total", "sum", "share", "across", "which", "breakdown", "split", "much")
      || words.asksForCounts || words.aggregation != nil || !choice.namedCategories.isEmpty
    guard asksForGroups, let category = choice.category else { return nil }
    if words.asksForCounts, choice.namedMeasures.isEmpty { return .counts(category: category) }
    guard let measure = choice.measure else { return .counts(category: category) }
    let split = choice.namedCategories.dropFirst().first
    return .totals(
      category: category, measure: measure, aggregation: choice.aggregation(of: measure, words), split: split)
  }
}
