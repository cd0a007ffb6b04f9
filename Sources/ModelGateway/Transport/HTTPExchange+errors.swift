import AsyncHTTPClient
import Core
import NIOHTTP1

extension HTTPExchange {
  /// - Parameter status: nil while no head has come
  static func providerError(_ error: any Error, of provider: Provider, status: Int?) -> ProviderError {
    switch error {
    case TransportError.timeout(let phase): return .timeout(phase, ProviderFailure(provider: provider, status: status))
    case TransportError.failed(let cause): return providerError(cause: cause, of: provider, status: status)
    case is CancellationError: return .cancelled(ProviderFailure(provider: provider))
    default: return providerError(cause: error, of: provider, status: status)
    }
  }

  private static func providerError(cause: any Error, of provider: Provider, status: Int?) -> ProviderError {
    let failure = ProviderFailure(
      provider: provider, status: status, text: UnscrubbedText(String(describing: cause)))
    // The parser calls an answer that was cut off an invalid one, too.
    if let wrong = cause as? HTTPParserError, wrong != .invalidEOFState { return .malformedAnswer(failure) }
    switch cause as? HTTPClientError {
    case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout: return .timeout(.connect, failure)
    case .deadlineExceeded, .readTimeout: return .timeout(status == nil ? .firstByte : .idle, failure)
    case .invalidURL, .emptyHost, .emptyScheme: return .unreachable(failure)
    default: return status == nil ? .unreachable(failure) : .interrupted(failure)
    }
  }
}
