/// Where a hold is on its way: pending, then exactly one of settled, released and expired. Only an expired one may
/// still be settled, late.
package enum HoldState: String, Hashable, Sendable, Codable, CaseIterable {
  case pending, settled, released, expired
}
