/// What is to be computed, with the columns to compute it from.
enum AnalysisPlan: Sendable, Equatable {
  case totals(category: ProfileColumn, measure: ProfileColumn, aggregation: Aggregation, split: ProfileColumn?)
  case counts(category: ProfileColumn)
  case trend(date: ProfileColumn, measure: ProfileColumn?, aggregation: Aggregation, split: ProfileColumn?)
  case distribution(measure: ProfileColumn)
  case correlation(first: ProfileColumn, second: ProfileColumn)
  case correlations([ProfileColumn])
  case topRows(measure: ProfileColumn, name: ProfileColumn?, count: Int, isAscending: Bool)
  case topGroups(Ranking)
  case comparison(category: ProfileColumn, measure: ProfileColumn)
  case summary(measure: ProfileColumn?, date: ProfileColumn?)
  case missing

  /// The analysis in a few words, for a sentence.
  var phrase: String {
    switch self {
    case .totals(let category, let measure, let aggregation, let split):
      "\(aggregation.words(measure.label)) by \(category.label)" + (split.map { " and \($0.label)" } ?? "")
    case .counts(let category): "the number of rows by \(category.label)"
    case .trend(_, let measure, let aggregation, let split):
      (measure.map { aggregation.words($0.label) } ?? "the number of rows") + " over time"
        + (split.map { " by \($0.label)" } ?? "")
    case .distribution(let measure): "the distribution of \(measure.label)"
    case .correlation(let first, let second): "the relation between \(first.label) and \(second.label)"
    case .correlations: "the correlations between the numeric columns"
    case .topRows(let measure, _, let count, let isAscending):
      "the \(count) rows with the \(isAscending ? "lowest" : "highest") \(measure.label)"
    case .topGroups(let ranking):
      "the \(ranking.isAscending ? "lowest" : "highest") \(ranking.count) by \(ranking.category.label) "
        + "and \(ranking.aggregation.words(ranking.measure.label))"
    case .comparison(let category, let measure):
      "a comparison of \(measure.label) between the values of \(category.label)"
    case .summary: "a summary of every column"
    case .missing: "the missing values of every column"
    }
  }
}

/// The groups at one end of an order.
struct Ranking: Sendable, Equatable {
  var category: ProfileColumn
  var measure: ProfileColumn
  var aggregation: Aggregation
  var count: Int
  var isAscending: Bool
}

/// How the values of a group become one number.
enum Aggregation: String, Sendable, Equatable {
  case sum, mean, median

  func words(_ label: String) -> String {
    switch self {
    case .sum: "total \(label)"
    case .mean: "average \(label)"
    case .median: "median \(label)"
    }
  }
}
