import Core
import Hummingbird
import NIOCore

extension Exchange {
  /// A chat request or the count of its tokens.
  func chat() async throws -> Response {
    guard let body = request.body, case .object = body else {
      return fail(.badRequest(BadRequest("We could not parse the JSON body of your request.")))
    }
    let call: SimulatedCall
    do {
      call = try wire.readCall(body, route: route, query: request.query)
    } catch {
      return fail(.badRequest(error))
    }
    guard serves(call.model) else { return fail(.modelNotFound) }
    if behaviour == .malformed { return call.streams ? malformedStream() : send(malformed()) }
    let prompt = call.prompt
    let tokens = TextPieces.count(in: prompt)
    if route.endpoint == .countTokens { return send(WireAnswer(status: 200, json: wire.tokenCount(tokens))) }
    let cached = cachedTokens(of: call)
    let answer = shaped(SimulatedModel().answer(to: call, inputTokens: tokens, cachedTokens: cached), call)
    if call.streams { return stream(answer, call) }
    return try await whole(answer, call)
  }

  private func fail(_ failure: Failure) -> Response {
    send(wire.answer(to: failure, in: context()))
  }

  /// A system text of 1,024 tokens or more comes from the cache when it is seen again, in steps of 128 tokens.
  private func cachedTokens(of call: SimulatedCall) -> Int {
    let tokens = TextPieces.count(in: call.system)
    guard call.usesCache, tokens >= 1024, state.isCached(route.provider.rawValue + call.system) else { return 0 }
    return tokens / 128 * 128
  }

  private func shaped(_ answer: SimulatedAnswer, _ call: SimulatedCall) -> SimulatedAnswer {
    var answer = answer
    switch behaviour {
    case .empty:
      answer.reasoning = ""
      answer.text = ""
      answer.toolCall = nil
      answer.finish = .stop
      answer.usage.output = 0
      answer.usage.reasoning = 0
    case .refusal:
      answer.reasoning = ""
      answer.text = route.provider == .openai ? "I'm sorry, but I can't help with that." : ""
      answer.toolCall = nil
      answer.finish = .refusal
      answer.usage.output = 8
      answer.usage.reasoning = 0
    case .parrot:
      answer.text = "The key of this request is \(key ?? "")."
    default: break
    }
    return answer
  }

  private func whole(_ answer: SimulatedAnswer, _ call: SimulatedCall) async throws -> Response {
    switch behaviour {
    case .midstream: return fail(.internalError)
    case .stopped: return fail(.overloaded)
    case .echochat: return fail(.keyEchoed)
    case .cut: return cutInTheMiddle(of: wire.wholeAnswer(answer, to: call).serialized())
    default: return send(WireAnswer(status: 200, json: wire.wholeAnswer(answer, to: call)))
    }
  }

  private func cutInTheMiddle(of body: String) -> Response {
    let half = ByteBuffer(string: String(body.prefix(body.count / 2)))
    let fields = wire.headers(requestID: requestID, streams: false)
    return Response(
      status: .ok, headers: fields,
      body: ResponseBody(contentLength: body.utf8.count) { [state, connection, logID] writer in
        state.end(logID, status: 200, fate: .cut)
        try await writer.write(half)
        try await connection.pause(for: .milliseconds(20))
        throw ClientConnection.Cut()
      })
  }

  private func malformedStream() -> Response {
    let body = "data: {\"id\": \"chatcmpl-broken\", \"choices\": [\n\n"
    state.end(logID, status: 200, fate: .complete)
    return Response(
      status: .ok, headers: wire.headers(requestID: requestID, streams: true),
      body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
  }
}
