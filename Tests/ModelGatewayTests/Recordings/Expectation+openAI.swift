import Core
import Foundation

extension Expectation {
  private typealias Piece = (id: String?, name: String, arguments: String)

  mutating func walkOpenAI(_ bodies: [Object]) {
    var pieces: [Int: Piece] = [:]
    var isRefused = false
    for body in bodies where error == nil {
      let choices = body["choices"] as? [Object] ?? []
      let choice = choices.first { $0["index"] as? Int ?? 0 == 0 }
      let message = (choice?["message"] ?? choice?["delta"]) as? Object ?? [:]
      let (said, refused) = Self.texts(of: message)
      text += said + refused
      isRefused = isRefused || !refused.isEmpty
      reasoning += Self.firstText(message["reasoning"], message["reasoning_content"])
      for (position, call) in (message["tool_calls"] as? [Object] ?? []).enumerated() {
        let function = call["function"] as? Object ?? call["custom"] as? Object ?? [:]
        Self.add(function, id: call["id"] as? String, to: &pieces[call["index"] as? Int ?? position])
      }
      if let function = message["function_call"] as? Object { Self.add(function, id: nil, to: &pieces[0]) }
      if let word = choice?["finish_reason"] as? String { finish = word == "function_call" ? "tool_calls" : word }
      let extra = body["x_groq"] as? Object
      let usage = body["usage"] as? Object ?? extra?["usage"] as? Object
      count(
        usage, ["prompt_tokens"], ["completion_tokens"],
        cached: (usage?["prompt_tokens_details"] as? Object)?["cached_tokens"] as? Int ?? 0,
        reasoning: (usage?["completion_tokens_details"] as? Object)?["reasoning_tokens"] as? Int ?? 0)
      error = ExpectedError(body["error"], status: nil) ?? ExpectedError(extra?["error"], status: nil)
    }
    if isRefused, finish == "stop" { finish = "refusal" }
    calls = pieces.sorted { $0.key < $1.key }.map {
      Call(id: $0.value.id, name: $0.value.name, arguments: Self.arguments($0.value.arguments))
    }
  }

  private static func texts(of message: Object) -> (said: String, refused: String) {
    let parts = message["content"] as? [Object] ?? []
    let listed = parts.filter { ["text", "output_text", nil].contains($0["type"] as? String) }
      .compactMap { $0["text"] as? String }.joined()
    let transcript = (message["audio"] as? Object)?["transcript"]
    let said = firstText(message["content"], listed, transcript)
    let refusals = parts.compactMap { $0["refusal"] as? String }.joined()
    return (said, firstText(message["refusal"], refusals))
  }

  private static func firstText(_ values: Any?...) -> String {
    values.compactMap { $0 as? String }.first { !$0.isEmpty } ?? ""
  }

  private static func add(_ function: Object, id: String?, to piece: inout Piece?) {
    var sum = piece ?? (nil, "", "")
    sum.id = sum.id ?? id
    sum.name += function["name"] as? String ?? ""
    sum.arguments += function["arguments"] as? String ?? function["input"] as? String ?? ""
    piece = sum
  }
}
