import Core
import HTTPTypes

/// One provider's wire format, seen from the provider's side.
protocol ProviderWire: Sendable {
  /// The key that the request carries, where this provider looks for it.
  func key(in headers: HTTPFields, query: [String: String]) -> String?
  /// What the body of a chat request asks for; throws what the provider refuses.
  func readCall(_ body: JSONValue, route: WireRoute, query: [String: String]) throws(BadRequest) -> SimulatedCall
  /// The status and body of a failure, in the provider's words.
  func answer(to failure: Failure, in context: FailureContext) -> WireAnswer
  /// The list of models, or the page of it that the query asks for.
  func modelList(_ models: [SimulatedModelEntry], query: [String: String]) -> JSONValue
  func model(_ entry: SimulatedModelEntry) -> JSONValue
  /// The body of a token count; nil where the provider has no such request.
  func tokenCount(_ tokens: Int) -> JSONValue
  /// A whole answer.
  func wholeAnswer(_ answer: SimulatedAnswer, to call: SimulatedCall) -> JSONValue
  /// A streamed answer: everything that is sent, in order.
  func stream(_ answer: SimulatedAnswer, to call: SimulatedCall) -> [StreamFrame]
  /// What the provider sends when it fails after the stream began.
  func streamFailure(_ context: FailureContext, echoesKey: Bool, call: SimulatedCall) -> StreamFrame
  /// What the provider sends when it stops a stream early for want of capacity.
  func earlyStop(_ context: FailureContext, call: SimulatedCall) -> [StreamFrame]
  func headers(requestID: String, streams: Bool) -> HTTPFields
}

extension ProviderWire {
  func earlyStop(_ context: FailureContext, call: SimulatedCall) -> [StreamFrame] {
    [streamFailure(context, echoesKey: false, call: call)]
  }
}

/// Something that is sent at once.
struct WireAnswer: Sendable, Equatable {
  var status: Int
  var body: String
  var contentType = "application/json"
  var headers: [String: String] = [:]

  init(status: Int, json: JSONValue, headers: [String: String] = [:]) {
    self.status = status
    self.body = json.serialized()
    self.headers = headers
  }

  init(status: Int, html: String) {
    self.status = status
    self.body = html
    self.contentType = "text/html; charset=UTF-8"
  }
}

/// One write of a stream; a pause follows those that carry a piece of the answer.
struct StreamFrame: Sendable, Equatable {
  var text: String
  var isPiece: Bool

  static func piece(_ text: String) -> StreamFrame { StreamFrame(text: text, isPiece: true) }
  static func frame(_ text: String) -> StreamFrame { StreamFrame(text: text, isPiece: false) }
}

/// The page that a network in between sends instead of the provider.
enum BlockPage {
  static let html = """
    <!DOCTYPE html>
    <html lang="en-US"><head><title>Attention Required! | Cloudflare</title></head>
    <body><h1>Sorry, you have been blocked</h1><p>You are unable to access this site.</p></body></html>

    """
}
