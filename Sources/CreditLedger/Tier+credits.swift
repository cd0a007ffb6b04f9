package import Core

extension Tier {
  /// Credits for one query with a model of this tier.
  package var credits: Credits {
    switch self {
    case .basic: 1
    case .standard: 3
    case .premium: 5
    case .premiumPlus: 20
    case .ultimate: 50
    }
  }
}
