import Foundation

/// One order of the sample data set.
struct SampleOrder {
  private static let regions = ["North", "South", "East", "West", "Central"]
  private static let regionWeights = [0.27, 0.18, 0.15, 0.24, 0.16]
  private static let categories = ["Furniture", "Lighting", "Textiles", "Kitchen", "Garden"]
  private static let categoryWeights = [0.18, 0.22, 0.21, 0.26, 0.13]
  private static let basePrices = [189.0, 64.0, 32.0, 41.0, 78.0]
  /// The order as a line of CSV.
  let line: String

  init(number: Int, day: SampleDay, random: inout SeededRandom) {
    let region = Self.regions[random.index(weights: Self.regionWeights)]
    let category = Self.category(month: day.month, &random)
    let isBusiness = random.unit() < 0.35
    let price = Self.basePrices[category] * (0.7 + 0.9 * random.unit()) * (region == "West" ? 1.08 : 1)
    // Cheap things are bought in larger numbers, and companies buy more.
    let units = max(1, Int((isBusiness ? 9 : 4) * random.unit() + 120 / price))
    let discount = random.unit() < 0.3 ? [0.05, 0.1, 0.15, 0.2][random.index(weights: [4, 3, 2, 1])] : 0
    let revenue = Double(units) * price * (1 - discount)
    let rating = random.index(weights: [0.03, 0.08, 0.2, 0.38, 0.31]) + 1
    let gaps = (0..<3).map { _ in random.unit() }
    line = [
      "A\(10_001 + number)", day.text, gaps[0] < 0.012 ? "" : region,
      Self.categories[category], isBusiness ? "business" : "private", "\(units)", String(format: "%.2f", price),
      String(format: "%.2f", discount), gaps[1] < 0.02 ? "" : String(format: "%.2f", revenue),
      gaps[2] < 0.09 ? "" : "\(rating)",
    ].joined(separator: ",")
  }

  /// Garden things sell from spring to summer.
  private static func category(month: Int, _ random: inout SeededRandom) -> Int {
    var weights = categoryWeights
    weights[4] *= (2...7).contains(month) ? 1.9 : 0.4
    return random.index(weights: weights)
  }
}

/// A day of the year of the sample data set.
struct SampleDay: Comparable {
  private static let daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  /// Orders grow over the year, with a dip in summer and a peak before Christmas.
  private static let weights = [0.80, 0.78, 0.90, 0.95, 1.00, 0.92, 0.84, 0.88, 1.05, 1.12, 1.45, 1.60]

  /// 0 for January.
  let month: Int
  /// 1 for the first of the month.
  let day: Int

  init(random: inout SeededRandom) {
    month = random.index(weights: Self.weights)
    day = Int(random.unit() * Double(Self.daysInMonth[month])) + 1
  }

  var text: String { String(format: "2025-%02d-%02d", month + 1, day) }

  static func < (left: Self, right: Self) -> Bool { (left.month, left.day) < (right.month, right.day) }
}
