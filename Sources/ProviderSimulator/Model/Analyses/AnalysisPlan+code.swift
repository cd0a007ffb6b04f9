extension AnalysisPlan {
  /// A program in pandas and Plotly for `df`, `show`, `px`; what it prints is what the conclusion is written from.
  var code: String {
    switch self {
    case .totals(let category, let measure, let aggregation, nil):
      GroupPrograms.totals(by: category, of: measure, aggregation)
    case .totals(let category, let measure, let aggregation, let split?):
      GroupPrograms.totals(by: category, and: split, of: measure, aggregation)
    case .counts(let category): GroupPrograms.counts(by: category)
    case .comparison(let category, let measure): GroupPrograms.comparison(of: measure, by: category)
    case .topGroups(let ranking): RankPrograms.groups(ranking)
    case .topRows(let measure, let name, let count, let isAscending):
      RankPrograms.rows(by: measure, namedBy: name, count, isAscending)
    case .trend(let date, let measure, let aggregation, nil): TrendPrograms.trend(date, measure, aggregation)
    case .trend(let date, let measure, let aggregation, let split?):
      TrendPrograms.trend(date, measure, aggregation, split: split)
    case .distribution(let measure): NumberPrograms.distribution(of: measure)
    case .correlation(let first, let second): NumberPrograms.correlation(first, second)
    case .correlations(let columns): NumberPrograms.correlations(columns)
    case .summary(let measure, let date): TablePrograms.summary(of: measure, date)
    case .missing: TablePrograms.missing
    }
  }
}
