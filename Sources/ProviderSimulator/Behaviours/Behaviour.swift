import Foundation

/// How a simulated provider treats a key; a key that contains `sim-<behaviour>` chooses it.
package enum Behaviour: String, Sendable, CaseIterable, Codable {
  /// Everything works.
  case good
  /// The provider refuses the key.
  case invalid
  case expired
  /// The organisation or the project is suspended.
  case disabled
  /// The key was found in public; only Gemini says so, the others answer as for `disabled`.
  case leaked
  /// The key has no scope for anything.
  case scope
  /// The key may not list models, but chats.
  case limited
  /// Listing works (a free request is blind to the balance); chat has no credit.
  case nocredit
  /// Every request is refused for want of credit.
  case billing
  case ratelimit
  case region
  case overloaded
  /// An internal error of the provider.
  case failing
  /// The connection closes without an answer.
  case down
  /// The first byte takes `SimulatorConfiguration.slowFirstByte`.
  case slow
  /// The list shows one old model, and no other model exists for this key.
  case nomodel
  case toolarge
  /// Every answer is an error whose text holds the whole key.
  case echo
  /// Listing works; chat ends in an error whose text holds the whole key, in the middle of the stream if it streams.
  case echochat
  /// The answer's own text holds the whole key.
  case parrot
  /// Listing works; a stream ends in an error event in its middle, a whole answer in a 5xx.
  case midstream
  /// Listing works; the connection is cut in the middle of the answer.
  case cut
  /// An answer without any text.
  case empty
  /// The provider's filter refuses to answer.
  case refusal
  /// A page of HTML with status 403, as a network in between sends it.
  case html
  /// Status 200 and a body that is no JSON.
  case malformed
  /// The first request (`recovers3`: the first three) of the key is answered with an overload and `retry-after`, the
  /// others are good.
  case recovers
  /// Streams a token every `SimulatorConfiguration.dripDelay`.
  case drip
  /// Chat finds Groq's flex tier full.
  case capacity
  /// Chat ends in a tool call that can't be read.
  case tooluse
  /// Chat has used up the spend limit that the account's owner set.
  case spendlimit
  /// Chat has used up the usage limit that the account's owner set.
  case usagelimit
  /// Every request takes the provider too long.
  case timedout
  /// Listing works; the project has no access to any model.
  case modelaccess
  /// The key has no scope for anything, which is told with status 401.
  case unscoped
  /// The project has not switched the API on.
  case service
  /// Listing works; a stream is stopped early with a word about why where Groq puts it (`x_groq.error`).
  case stopped
}

extension Behaviour {
  /// The behaviour that a key's text asks for: the first word after `sim-` that names one.
  ///
  /// `sk-sim-good-0001abcd` and `sim-platform-good` are good; a key without `sim-` names none.
  static func named(in key: String) -> (behaviour: Behaviour, count: Int)? {
    guard let marker = key.range(of: "sim-") else { return nil }
    for word in key[marker.upperBound...].split(separator: "-") {
      let name = word.prefix { $0.isLetter }.lowercased()
      if let behaviour = Behaviour(rawValue: name) { return (behaviour, Int(word.dropFirst(name.count)) ?? 1) }
    }
    return nil
  }

  /// The failure that ends a request before the model is asked, or nil.
  func failure(at endpoint: WireEndpoint) -> Failure? {
    switch self {
    case .invalid: .invalidKey
    case .expired: .expiredKey
    case .disabled: .disabledKey
    case .leaked: .leakedKey
    case .scope: .missingScope
    case .limited: endpoint.isListing ? .missingScope : nil
    case .nocredit: endpoint.isListing ? nil : .noCredit
    case .billing: .billingOff
    case .ratelimit: .rateLimited
    case .region: .regionBlocked
    case .overloaded: .overloaded
    case .failing: .internalError
    case .toolarge: endpoint == .chat ? .requestTooLarge : nil
    case .echo: .keyEchoed
    case .html: .htmlPage
    case .capacity: endpoint == .chat ? .rare(.capacityExceeded) : nil
    case .tooluse: endpoint == .chat ? .rare(.toolUseFailed) : nil
    case .spendlimit: endpoint.isListing ? nil : .rare(.spendLimit)
    case .usagelimit: endpoint.isListing ? nil : .rare(.usageLimit)
    case .timedout: .rare(.timedOut)
    case .modelaccess: endpoint.isListing ? nil : .rare(.modelForbidden)
    case .unscoped: .rare(.unscoped)
    case .service: .rare(.serviceDisabled)
    case .good, .down, .slow, .nomodel, .echochat, .parrot, .midstream, .cut, .empty, .refusal, .malformed, .recovers,
      .drip, .stopped:
      nil
    }
  }
}
