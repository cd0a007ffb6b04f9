package import Core
import KeySealing
import ModelGateway

/// A provider's error as people may see it: our own sentence, the provider's words scrubbed of every key.
package struct ProviderFailureReport: Sendable, Equatable {
  package let code: String
  package let kind: ErrorKind
  package let message: String
  package let isRetryable: Bool
  package let helpURL: String?
  package private(set) var details: [String: JSONValue]

  init(_ error: ProviderError, provider: Provider, payer: Payer, scrubber: Scrubber) {
    code = error.code
    kind = error.kind
    message = error.message
    isRetryable = error.isRetryable
    helpURL = error.helpURL
    details = error.details
    details["provider"] = .string(provider.rawValue)
    if let text = error.failure.text { details["provider_message"] = .string(scrubber.scrub(text)) }
    if payer.kind == .ownKey { details["fix_key"] = .string(provider.rawValue) }
  }

  package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
