import Foundation

/// A conclusion of two to four sentences from what a program printed; every number in it stands in that output.
struct Conclusion {
  private let facts: [(label: String, value: String)]

  /// Reads the lines `label: value` of a run's output.
  init(of output: String) {
    let start = output.range(of: "Its output:")?.upperBound ?? output.startIndex
    facts = output[start...].split(separator: "\n").compactMap { line in
      guard let colon = line.range(of: ": "), line.distance(from: line.startIndex, to: colon.lowerBound) <= 60 else {
        return nil
      }
      return (String(line[..<colon.lowerBound]), line[colon.upperBound...].trimmingCharacters(in: .whitespaces))
    }
  }

  var text: String {
    let sentences = groups + ranking + trend + distribution + relation + table
    guard sentences.isEmpty else { return sentences.prefix(4).joined(separator: " ") }
    let printed = facts.filter {
      $0.label != "Question" && !$0.label.hasPrefix("Figure") && !$0.label.hasPrefix("Table")
    }
    guard !printed.isEmpty else { return "The program ran to its end; its tables and figures are shown with it." }
    let list = printed.prefix(3).map { "\($0.label): **\($0.value)**" }.joined(separator: "; ")
    return "The program printed \(list). Its tables and figures show the rest."
  }

  private func value(_ label: String) -> String? { facts.last { $0.label == label }?.value }

  private func fact(startingWith prefix: String) -> (label: String, value: String)? {
    facts.last { $0.label.hasPrefix(prefix) }
  }

  /// `North with 12.0` as `**North** with 12.0`.
  private func bold(_ value: String) -> String {
    guard let range = value.range(of: " with ") else { return value }
    return "**\(value[..<range.lowerBound])**\(value[range.lowerBound...])"
  }

  private var groups: [String] {
    guard let compared = value("Compared"), let highest = value("Highest"), let lowest = value("Lowest") else {
      return []
    }
    let (first, last) = (Named(highest), Named(lowest))
    var sentences = ["**\(first.name)** has the highest \(compared): \(first.number)."]
    if value("Groups") != "1" { sentences.append("**\(last.name)** has the lowest: \(last.number).") }
    if let difference = value("Difference") { sentences.append("The two are \(difference) apart.") }
    if let overall = fact(startingWith: "Overall") {
      sentences.append("\(overall.label.replacing("Overall", with: "The overall")) is \(overall.value).")
    }
    return sentences + gaps
  }

  private var gaps: [String] {
    guard let gap = fact(startingWith: "Rows without"), gap.value != "0" else { return [] }
    return ["\(gap.value) \(gap.label.replacing("Rows without", with: "rows have no")) and do not count."]
  }

  private var ranking: [String] {
    guard let ranked = value("Ranked"), let first = value("First") else { return [] }
    let leader = Named(first)
    var sentences = ["In the ranking of \(ranked), **\(leader.name)** comes first with \(leader.number)."]
    if let second = value("Second") { sentences.append("It is followed by \(bold(second)).") }
    if let sum = fact(startingWith: "Sum of the") {
      sentences.append("Together, \(sum.label.replacing("Sum of the", with: "the")) make up \(sum.value).")
    }
    if let overall = fact(startingWith: "Overall") {
      sentences.append("\(overall.label.replacing("Overall", with: "The overall")) is \(overall.value).")
    }
    return sentences
  }

  private var trend: [String] {
    guard let followed = value("Followed"), let first = fact(startingWith: "First "),
      let last = fact(startingWith: "Last "), let highest = fact(startingWith: "Highest "),
      let lowest = fact(startingWith: "Lowest ")
    else { return [] }
    let change = value("Change from first to last").map { ", a change of \($0)" } ?? ""
    let (start, end) = (Named(first.value), Named(last.value))
    var sentences = [
      "The \(followed) goes from \(start.number) in \(start.name) to **\(end.number)** in \(end.name)\(change).",
      "The \(highest.label.lowercased()) is \(bold(highest.value)), "
        + "the \(lowest.label.lowercased()) \(bold(lowest.value)).",
    ]
    if let leader = fact(startingWith: "Leading ") {
      sentences.append("Over the whole period, the \(leader.label.lowercased()) is \(bold(leader.value)).")
    }
    return sentences
  }

  private var distribution: [String] {
    guard let column = value("Distribution of"), let median = value("Median"), let mean = value("Mean") else {
      return []
    }
    var sentences = ["The median of \(column) is **\(median)**, and its mean is \(mean)."]
    if let half = value("Middle half"), let range = value("Range") {
      sentences.append(
        "Half of the values lie between \(half), all of them between \(range).".replacing(" to ", with: " and "))
    }
    if let outliers = value("Outliers") {
      sentences.append(
        outliers == "0"
          ? "No value lies far outside." : "\(outliers) values lie far enough outside to count as outliers.")
    }
    return sentences + gaps
  }

  private var relation: [String] {
    if let related = value("Related"), let correlation = value("Correlation") {
      var sentences = ["The correlation between \(related) is **\(correlation)**."]
      if let ranks = value("Rank correlation"), let pairs = value("Pairs") {
        sentences.append("By ranks it is \(ranks), over \(pairs) pairs of values.")
      }
      return sentences + ["A correlation alone does not say which of the two drives the other."]
    }
    guard let strongest = value("Strongest") else { return [] }
    var sentences = ["The strongest correlation is between \(bold(strongest))."]
    if let second = value("Second strongest") { sentences.append("Next come \(bold(second)).") }
    if let lowest = value("Weakest pair") { sentences.append("The weakest is between \(bold(lowest)).") }
    return sentences
  }

  private var table: [String] {
    guard let missing = value("Missing values") else { return [] }
    if let rows = value("Rows"), let columns = value("Columns") {
      var sentences = ["The data set has **\(rows)** rows and \(columns) columns; \(missing) are empty."]
      if let period = value("Period") { sentences.append("It covers the period from \(period).") }
      if let average = fact(startingWith: "Average ") {
        sentences.append("The \(average.label.lowercased()) is \(average.value).")
      }
      if let range = fact(startingWith: "Range of ") {
        sentences.append("The \(range.label.lowercased()) goes from \(range.value).")
      }
      return sentences
    }
    var sentences = ["**\(missing)** are empty."]
    if let worst = value("Most incomplete column") {
      sentences.append("The most incomplete column is \(bold(worst)).")
    }
    if let complete = value("Complete rows") { sentences.append("\(complete) rows are complete.") }
    return sentences
  }
}

/// A printed value of the form `North with 12.0`.
private struct Named {
  var name: String
  var number: String

  init(_ value: String) {
    let parts = value.split(separator: " with ", maxSplits: 1)
    name = String(parts.first ?? "")
    number = parts.count > 1 ? String(parts[1]) : ""
  }
}
