/// What a request asks of a provider.
enum WireEndpoint: Sendable, Hashable {
  case models
  case model(String)
  case countTokens
  case chat

  /// Whether the request is one of the free ones that only look at the catalog.
  var isListing: Bool {
    switch self {
    case .models, .model: true
    case .countTokens, .chat: false
    }
  }
}
