import Core
import Foundation

extension Expectation {
  private static let finishWords = [
    "end_turn": "stop", "stop_sequence": "stop", "tool_use": "tool_calls", "max_tokens": "length",
    "pause_turn": "pause",
    "model_context_window_exceeded": "length",
  ]

  mutating func walkAnthropic(_ body: Object) {
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
    finish = (body["stop_reason"] as? String).map { Self.finishWords[$0] ?? $0 }
    let usage = body["usage"] as? Object
    count(
      // The first names are those without which there are no counts.
      usage, ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"], ["output_tokens"],
      cached: usage?["cache_read_input_tokens"] as? Int ?? 0,
      reasoning: (usage?["output_tokens_details"] as? Object)?["thinking_tokens"] as? Int ?? 0)
    error = error ?? ExpectedError(body["error"], status: nil)
  }

  /// Builds the whole message out of the events first, and then walks it as one.
  mutating func walkAnthropicStream(_ events: [Object]) {
    var blocks: [Int: Object] = [:]
    var inputs: [Int: String] = [:]
    var message: Object = [:]
    var usage: Object = [:]
    for event in events where error == nil {
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
      usage.merge(event["usage"] as? Object ?? [:]) { old, new in new is NSNull ? old : new }
      error = ExpectedError(event["error"], status: nil)
    }
    for (index, text) in inputs where !text.isEmpty { blocks[index]?["input"] = Self.arguments(text) }
    message["content"] = blocks.sorted { $0.key < $1.key }.map(\.value)
    message["usage"] = usage
    walkAnthropic(message)
  }
}
