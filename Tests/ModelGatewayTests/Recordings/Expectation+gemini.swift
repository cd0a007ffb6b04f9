import Core
import Foundation

extension Expectation {
  private static let filterWords: Set<String> = [
    "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT",
    "IMAGE_RECITATION",
  ]

  mutating func walkGemini(_ bodies: [Object]) {
    for body in bodies where error == nil {
      let candidates = body["candidates"] as? [Object] ?? []
      let candidate = candidates.first { $0["index"] as? Int ?? 0 == 0 } ?? [:]
      for part in (candidate["content"] as? Object)?["parts"] as? [Object] ?? [] { walkGemini(part) }
      if let word = candidate["finishReason"] as? String { finish = word }
      let usage = body["usageMetadata"] as? Object
      count(
        usage, ["promptTokenCount", "toolUsePromptTokenCount"], ["candidatesTokenCount", "thoughtsTokenCount"],
        cached: usage?["cachedContentTokenCount"] as? Int ?? 0, reasoning: usage?["thoughtsTokenCount"] as? Int ?? 0)
      error = ExpectedError(body["error"], status: nil)
      if let reason = (body["promptFeedback"] as? Object)?["blockReason"] as? String,
        reason != "BLOCK_REASON_UNSPECIFIED"
      {
        (finish, error) = ("SAFETY", ExpectedError(codes: ["provider.content_refused"]))
      }
    }
    finish = finish.map { word in
      switch word {
      case "STOP": calls.isEmpty ? "stop" : "tool_calls"
      case "MAX_TOKENS": "length"
      default: Self.filterWords.contains(word) ? "content_filter" : word.lowercased()
      }
    }
    // A stream that fails is not finished; what it said before stands.
    if error != nil, error?.codes != ["provider.content_refused"] { finish = nil }
  }

  private mutating func walkGemini(_ part: Object) {
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
}
