import Core

extension ProviderError {
  /// One sentence of our own that says what to do; never the provider's text, which may echo a key.
  package var message: String {
    let name = failure.provider.displayName
    switch self {
    case .invalidKey: return "\(name) refuses this key: check that it was copied whole, or make a new one."
    case .keyExpired: return "\(name) says that this key has expired: make a new one."
    case .keyDisabled: return "\(name) has disabled this key or its organisation: make a new key, or ask \(name) why."
    case .missingPermission:
      return "The \(name) key is genuine but may not do this: give it the permission, or use another key."
    case .noCredit:
      return "The \(name) account of this key has no credit or quota left: add credit, or use another key."
    case .rateLimited: return "\(name) limits how often this key may ask: try again in \(waitInWords)."
    case .modelUnavailable: return "\(name) doesn't offer this model to this key: choose another model."
    case .regionBlocked: return "\(name) doesn't serve the region or network of this server."
    case .requestTooLarge:
      return "The request is longer than this model accepts: shorten it, or choose a model with a larger context."
    case .invalidRequest:
      return toolUseFailed ?? "\(name) refused the form of the request: change its settings or choose another model."
    case .contentRefused: return "\(name) refused the content of this request: put the question differently."
    case .overloaded: return "\(name) is overloaded: try again in \(waitInWords)."
    case .unavailable: return "\(name) is in trouble at the moment: try again in \(waitInWords)."
    case .unreachable: return "\(name) can't be reached from this server: check the network, then try again."
    case .timeout(let phase, _): return "\(name) \(Self.words(for: phase)): try again."
    case .malformedAnswer: return "\(name) sent an answer that can't be read: try again."
    case .answerTooLarge: return "\(name) sent a longer answer than this server accepts: ask for a shorter one."
    case .interrupted: return "The answer of \(name) broke off before its end: try again."
    case .cancelled: return "The request was stopped."
    }
  }

  private var waitInWords: String {
    guard let wait = failure.retryAfter else { return "a moment" }
    let seconds = max(wait.inWholeSecondsRoundedUp, 1)
    return seconds == 1 ? "1 second" : "\(seconds) seconds"
  }

  private var toolUseFailed: String? {
    guard failure.providerCode == "tool_use_failed" else { return nil }
    return
      "The model wrote a tool call that \(failure.provider.displayName) could not read: try again, or choose another model."
  }

  private static func words(for phase: TimeoutPhase) -> String {
    switch phase {
    case .connect: "could not be connected to in time"
    case .firstByte: "did not begin to answer in time"
    case .idle: "fell silent in the middle of its answer"
    }
  }
}
