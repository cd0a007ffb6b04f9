import Core
import Foundation

/// What an answer means, found by walking its JSON in the plainest way: another road to the same place than the
/// decoders take.
struct Expectation: Equatable {
  struct Call: Equatable {
    var id: String?
    var name: String
    var arguments: NSDictionary
  }

  var text = ""
  var reasoning = ""
  var calls: [Call] = []
  var finish: String?
  var input = 0
  var output = 0
  var cached = 0
  var reasoningTokens = 0
  var hasCounts = false

  typealias Object = [String: Any]

  init(_ recording: Recording) {
    let bodies = recording.isStream ? Self.events(recording.body) : [Self.object(recording.body)]
    switch recording.provider {
    case .openai, .groq, .local: walkOpenAI(bodies)
    case .anthropic: recording.isStream ? walkAnthropicStream(bodies) : walkAnthropic(bodies[0])
    case .gemini: walkGemini(bodies)
    }
  }

  private static func object(_ data: Data) -> Object {
    (try? JSONSerialization.jsonObject(with: data)) as? Object ?? [:]
  }

  /// Every line of data that is JSON; the recordings have no event of several lines.
  private static func events(_ data: Data) -> [Object] {
    String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).filter { $0.hasPrefix("data:") }
      .map { object(Data($0.dropFirst(5).utf8)) }.filter { !$0.isEmpty }
  }

  static func arguments(_ text: String) -> NSDictionary { object(Data(text.utf8)) as NSDictionary }

  private mutating func count(_ counts: Object?, _ input: [String], _ output: [String], cached: Int, reasoning: Int) {
    guard let counts else { return }
    hasCounts = true
    self.input = input.reduce(0) { $0 + (counts[$1] as? Int ?? 0) }
    self.output = output.reduce(0) { $0 + (counts[$1] as? Int ?? 0) }
    self.cached = cached
    reasoningTokens = reasoning
  }

  // MARK: OpenAI and Groq

  private mutating func walkOpenAI(_ bodies: [Object]) {
    var pieces: [Int: (id: String?, name: String, arguments: String)] = [:]
    for body in bodies {
      let choice = (body["choices"] as? [Object])?.first
      let message = (choice?["message"] ?? choice?["delta"]) as? Object ?? [:]
      text += message["content"] as? String ?? ""
      reasoning += message["reasoning"] as? String ?? message["reasoning_content"] as? String ?? ""
      for (position, call) in (message["tool_calls"] as? [Object] ?? []).enumerated() {
        let function = call["function"] as? Object ?? [:]
        var piece = pieces[call["index"] as? Int ?? position] ?? (nil, "", "")
        piece.id = piece.id ?? call["id"] as? String
        piece.name += function["name"] as? String ?? ""
        piece.arguments += function["arguments"] as? String ?? ""
        pieces[call["index"] as? Int ?? position] = piece
      }
      if let word = choice?["finish_reason"] as? String { finish = word }
      let usage = body["usage"] as? Object ?? (body["x_groq"] as? Object)?["usage"] as? Object
      count(
        usage, ["prompt_tokens"], ["completion_tokens"],
        cached: (usage?["prompt_tokens_details"] as? Object)?["cached_tokens"] as? Int ?? 0,
        reasoning: (usage?["completion_tokens_details"] as? Object)?["reasoning_tokens"] as? Int ?? 0)
    }
    calls = pieces.sorted { $0.key < $1.key }.map {
      Call(id: $0.value.id, name: $0.value.name, arguments: Self.arguments($0.value.arguments))
    }
  }

  // MARK: Anthropic

  private static let anthropicFinish = [
    "end_turn": "stop", "stop_sequence": "stop", "tool_use": "tool_calls", "max_tokens": "length", "refusal": "refusal",
    "pause_turn": "pause",
  ]

  private mutating func countAnthropic(_ usage: Object?) {
    count(
      usage, ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"], ["output_tokens"],
      cached: usage?["cache_read_input_tokens"] as? Int ?? 0,
      reasoning: (usage?["output_tokens_details"] as? Object)?["thinking_tokens"] as? Int ?? 0)
  }

  private mutating func walkAnthropic(_ body: Object) {
    for block in body["content"] as? [Object] ?? [] {
      switch block["type"] as? String {
      case "text": text += block["text"] as? String ?? ""
      case "thinking": reasoning += block["thinking"] as? String ?? ""
      case "tool_use":
        let input = block["input"] as? Object ?? [:]
        calls.append(
          Call(id: block["id"] as? String, name: block["name"] as? String ?? "", arguments: input as NSDictionary))
      default: break
      }
    }
    finish = (body["stop_reason"] as? String).flatMap { Self.anthropicFinish[$0] }
    countAnthropic(body["usage"] as? Object)
  }

  /// Builds the whole message out of the events first, and then walks it as one.
  private mutating func walkAnthropicStream(_ events: [Object]) {
    var blocks: [Int: Object] = [:]
    var inputs: [Int: String] = [:]
    var message: Object = [:]
    var usage: Object = [:]
    for event in events {
      let index = event["index"] as? Int ?? -1
      let delta = event["delta"] as? Object ?? [:]
      if let start = event["message"] as? Object { usage = start["usage"] as? Object ?? [:] }
      if let block = event["content_block"] as? Object { blocks[index] = block }
      for member in ["text", "thinking"] {
        guard let piece = delta[member] as? String else { continue }
        let before = blocks[index]?[member] as? String ?? ""
        blocks[index]?[member] = before + piece
      }
      inputs[index, default: ""] += delta["partial_json"] as? String ?? ""
      message["stop_reason"] = delta["stop_reason"] ?? message["stop_reason"]
      usage.merge(event["usage"] as? Object ?? [:]) { _, new in new }
    }
    for (index, text) in inputs where !text.isEmpty { blocks[index]?["input"] = Self.arguments(text) }
    message["content"] = blocks.sorted { $0.key < $1.key }.map(\.value)
    message["usage"] = usage
    walkAnthropic(message)
  }

  // MARK: Gemini

  private mutating func walkGemini(_ bodies: [Object]) {
    for body in bodies {
      let candidate = (body["candidates"] as? [Object])?.first ?? [:]
      for part in (candidate["content"] as? Object)?["parts"] as? [Object] ?? [] {
        if let call = part["functionCall"] as? Object {
          let input = call["args"] as? Object ?? [:]
          calls.append(
            Call(id: call["id"] as? String, name: call["name"] as? String ?? "", arguments: input as NSDictionary))
        } else if part["thought"] as? Bool == true {
          reasoning += part["text"] as? String ?? ""
        } else {
          text += part["text"] as? String ?? ""
        }
      }
      if let word = candidate["finishReason"] as? String {
        finish = ["STOP": "stop", "MAX_TOKENS": "length"][word] ?? word
      }
      let usage = body["usageMetadata"] as? Object
      count(
        usage, ["promptTokenCount", "toolUsePromptTokenCount"], ["candidatesTokenCount", "thoughtsTokenCount"],
        cached: usage?["cachedContentTokenCount"] as? Int ?? 0, reasoning: usage?["thoughtsTokenCount"] as? Int ?? 0)
    }
    if finish == "stop", !calls.isEmpty { finish = "tool_calls" }
  }
}
