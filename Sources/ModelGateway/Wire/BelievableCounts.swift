/// Takes a provider's counts over as ours: what no call can have becomes the nearest number that one can.
///
/// Bounds: 0 to a thousand million for each member, so that neither sums nor the database ever meet more.
struct BelievableCounts {
  static let largest = 1_000_000_000

  /// A count was changed, so that the result is an estimate and not the provider's word.
  private(set) var isEstimate = false

  /// The count itself; 0 when the provider sent none.
  mutating func of(_ count: Int?) -> Int {
    let count = count ?? 0
    let believable = min(max(count, 0), Self.largest)
    if believable != count { isEstimate = true }
    return believable
  }
}
