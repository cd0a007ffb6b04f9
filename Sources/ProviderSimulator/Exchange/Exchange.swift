import Core
import HTTPTypes
import Hummingbird
import NIOCore

/// One request to a simulated provider, from its key to its answer.
struct Exchange: Sendable {
  let route: WireRoute
  let request: IncomingRequest
  let state: SimulatorState
  let configuration: SimulatorConfiguration
  let connection: ClientConnection
  let wire: any ProviderWire
  let key: String?
  let behaviour: Behaviour
  /// How many requests fail before `recovers` does.
  let failuresFirst: Int
  let requestID: String
  let logID: Int

  init(
    route: WireRoute, request: IncomingRequest, state: SimulatorState, configuration: SimulatorConfiguration,
    connection: ClientConnection
  ) {
    self.route = route
    self.request = request
    self.state = state
    self.configuration = configuration
    self.connection = connection
    wire = Self.wire(of: route.provider)
    key = wire.key(in: request.headers, query: request.query)
    (behaviour, failuresFirst) = state.behaviour(for: key ?? "")
    let id = state.begin(
      LoggedRequest(
        id: 0, method: request.method, path: request.path, provider: route.provider, behaviour: behaviour,
        keyHash: key.map(SimulatorState.keyHash), body: request.body ?? .null, fate: .open))
    logID = id
    requestID = "req_sim\(String(id, radix: 36))"
    connection.whenClosed { state.end(id, status: nil, fate: .closedEarly) }
  }

  static func wire(of provider: Provider) -> any ProviderWire {
    switch provider {
    case .openai, .groq, .local: OpenAIWire(provider: provider)
    case .anthropic: AnthropicWire()
    case .gemini: GeminiWire()
    }
  }

  func respond() async throws -> Response {
    if behaviour == .down {
      state.end(logID, status: nil, fate: .cut)
      await connection.cut()
      throw ClientConnection.Cut()
    }
    if behaviour == .slow { try await connection.pause(for: configuration.slowFirstByte) }
    if let failure = failureBeforeTheModel() { return send(wire.answer(to: failure, in: context())) }
    switch route.endpoint {
    case .models: return listing()
    case .model(let id): return single(id)
    case .countTokens, .chat: return try await chat()
    }
  }

  private func failureBeforeTheModel() -> Failure? {
    guard let key, !key.isEmpty else { return .missingKey }
    if behaviour == .recovers, state.countAttempt(of: key) < failuresFirst { return .overloaded }
    return behaviour.failure(at: route.endpoint)
  }

  private var models: [SimulatedModelEntry] {
    behaviour == .nomodel
      ? [SimulatedModelEntry.leftOver(at: route.provider)] : SimulatedModelEntry.all(at: route.provider)
  }

  func serves(_ model: String) -> Bool {
    behaviour == .nomodel
      ? models.contains { $0.id == model } : SimulatedModelEntry.serves(model, at: route.provider)
  }

  private func listing() -> Response {
    if behaviour == .malformed { return send(malformed()) }
    return send(WireAnswer(status: 200, json: wire.modelList(models, query: request.query)))
  }

  private func single(_ id: String) -> Response {
    if behaviour == .malformed { return send(malformed()) }
    let found = models.first { $0.id == id }
    let served = serves(id) ? SimulatedModelEntry(id: id, name: id) : nil
    guard let entry = found ?? served else {
      return send(wire.answer(to: .modelNotFound, in: context(model: id)))
    }
    return send(WireAnswer(status: 200, json: wire.model(entry)))
  }

  func malformed() -> WireAnswer {
    var answer = WireAnswer(status: 200, json: .null)
    answer.body = "upstream connect error or disconnect/reset before headers"
    return answer
  }

  func context(model: String? = nil) -> FailureContext {
    FailureContext(
      key: key ?? "", model: model ?? route.pathModel ?? request.body?["model"]?.stringValue ?? "",
      endpoint: route.endpoint, requestID: requestID,
      retryAfterSeconds: behaviour == .recovers ? 0 : configuration.retryAfterSeconds)
  }

  func send(_ answer: WireAnswer) -> Response {
    var answer = answer
    // An error of Gemini's plain stream comes as an array of one.
    if route.pathStreams, request.query["alt"] != "sse", answer.status != 200 { answer.body = "[\(answer.body)]" }
    if behaviour == .recovers, answer.status >= 500 { answer.headers["retry-after"] = "0" }
    var fields = wire.headers(requestID: requestID, streams: false)
    if answer.contentType != "application/json" { fields[.contentType] = answer.contentType }
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    state.end(logID, status: answer.status, fate: .complete)
    return Response(
      status: .init(code: answer.status), headers: fields,
      body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
  }
}
