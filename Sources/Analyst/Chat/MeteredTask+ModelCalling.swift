package import Metering
package import ModelGateway

extension MeteredTask: ModelCalling {
  package func stream(
    _ request: ChatRequest, for purpose: AnalystCall, onEvent: (ChatEvent) async throws -> Void
  ) async throws -> ChatResponse {
    try await stream(request, purpose: CallPurpose(purpose), onEvent: onEvent)
  }
}

extension CallPurpose {
  fileprivate init(_ call: AnalystCall) {
    switch call {
    case .answer: self = .answer
    case .repair: self = .repair
    case .conclusion: self = .conclusion
    }
  }
}
