/// How strong, and how dear, a model is: the part of a price that comes from the model.
package enum Tier: Int, Hashable, Comparable, Sendable, Codable, CaseIterable {
  case basic = 1
  case standard, premium, premiumPlus, ultimate

  package var displayName: String {
    switch self {
    case .basic: "Basic"
    case .standard: "Standard"
    case .premium: "Premium"
    case .premiumPlus: "Premium Plus"
    case .ultimate: "Ultimate"
    }
  }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
