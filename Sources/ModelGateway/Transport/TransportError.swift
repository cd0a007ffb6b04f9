/// Why an exchange ended before its answer did.
enum TransportError: Error {
  case timeout(TimeoutPhase)
  /// The library below failed.
  case failed(any Error)
}
