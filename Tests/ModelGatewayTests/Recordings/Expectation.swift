import Core
import Foundation

/// What an answer means, found by walking its JSON in the plainest way: another road to the same place than the
/// decoders take.
struct Expectation {
  struct Call: Equatable {
    var id: String?
    var name: String
    var arguments: NSDictionary
  }

  struct Counts: Equatable {
    var input = 0
    var output = 0
    var cached = 0
    var reasoning = 0
  }

  var text = ""
  var reasoning = ""
  var calls: [Call] = []
  var finish: String?
  /// Nil when the provider sent none.
  var counts: Counts?
  /// What the answer ends with, where it is an error.
  var error: ExpectedError?

  typealias Object = [String: Any]

  init(_ recording: Recording) {
    let bodies = recording.isStream ? Self.events(recording.body) : Self.objects(recording.body)
    switch recording.provider {
    case .openai, .groq, .local: walkOpenAI(bodies)
    case .anthropic: recording.isStream ? walkAnthropicStream(bodies) : walkAnthropic(bodies.first ?? [:])
    case .gemini: walkGemini(bodies)
    }
    if recording.isStream, error == nil, !Self.hasEnd(recording, bodies) {
      error = ExpectedError(codes: ["provider.interrupted"])
    }
  }

  private static func hasEnd(_ recording: Recording, _ bodies: [Object]) -> Bool {
    switch recording.provider {
    case .openai, .groq, .local: String(decoding: recording.body, as: UTF8.self).contains("data: [DONE]")
    case .anthropic: bodies.contains { $0["type"] as? String == "message_stop" }
    case .gemini: bodies.contains { ($0["candidates"] as? [Object])?.first?["finishReason"] is String }
    }
  }

  /// The one object of a body, or the objects of its list.
  static func objects(_ data: Data) -> [Object] {
    let json = try? JSONSerialization.jsonObject(with: data)
    return json as? [Object] ?? (json as? Object).map { [$0] } ?? []
  }

  /// Every line of data that is JSON; the recordings have no event of several lines.
  private static func events(_ data: Data) -> [Object] {
    String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).filter { $0.hasPrefix("data:") }
      .flatMap { objects(Data($0.dropFirst(5).utf8)) }
  }

  static func arguments(_ text: String) -> NSDictionary { (objects(Data(text.utf8)).first ?? [:]) as NSDictionary }

  mutating func count(_ usage: Object?, _ input: [String], _ output: [String], cached: Int, reasoning: Int) {
    guard let usage, [input[0], output[0]].contains(where: { usage[$0] is Int }) else { return }
    counts = Counts(
      input: input.reduce(0) { $0 + (usage[$1] as? Int ?? 0) },
      output: output.reduce(0) { $0 + (usage[$1] as? Int ?? 0) }, cached: cached, reasoning: reasoning)
  }
}
