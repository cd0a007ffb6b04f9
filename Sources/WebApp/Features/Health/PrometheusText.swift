/// A series' name and labels in the characters that Prometheus allows.
struct SeriesID: Hashable {
  let name: String
  /// `{a="b",c="d"}`, sorted, or nothing.
  let labels: String

  init(label: String, dimensions: [(String, String)]) {
    name = Self.safeName(label)
    labels = dimensions.sorted { $0.0 < $1.0 }
      .map { "\(Self.safeName($0.0))=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
  }

  private static func safeName(_ text: String) -> String {
    let name = String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" })
    return name.first?.isNumber == true ? "_" + name : name
  }

  private static func escaped(_ text: String) -> String {
    String(text.prefix(200)).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}

/// Prometheus's text format.
enum PrometheusText {
  static func lines(family: String, _ members: [(SeriesID, MetricSeries)]) -> [String] {
    guard let kind = members.first?.1.kind else { return [] }
    return ["# TYPE \(family) \(kind.rawValue)"] + members.flatMap { id, series in lines(id, series) }
  }

  private static func lines(_ id: SeriesID, _ series: MetricSeries) -> [String] {
    let labels = id.labels.isEmpty ? "" : "{\(id.labels)}"
    let numbers = series.current
    switch series.kind {
    case .counter: return ["\(id.name)\(labels) \(numbers.count)"]
    case .gauge: return ["\(id.name)\(labels) \(numbers.sum)"]
    case .summary:
      return ["\(id.name)_sum\(labels) \(numbers.sum)", "\(id.name)_count\(labels) \(numbers.count)"]
    }
  }
}
