import Foundation

/// The data set of the demo: a year of orders of a small shop, equal in every run, with a few gaps as real data have
/// them.
package enum SampleDataset {
  package static let fileName = "orders.csv"

  /// 800 rows of CSV in UTF-8 with a header line.
  package static func csv() -> String {
    var random = SeededRandom(seed: 20_250_101)
    let header = "order_id,order_date,region,category,customer_type,units,unit_price,discount,revenue,rating"
    let days = (0..<800).map { _ in SampleDay(random: &random) }.sorted()
    let rows = days.enumerated().map { number, day in SampleOrder(number: number, day: day, random: &random).line }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }
}

/// A small generator that gives the same numbers on every machine (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, not including, 1.
  mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }

  /// An index, chosen with the given weights.
  mutating func index(weights: [Double]) -> Int {
    var rest = unit() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.count - 1
  }
}
