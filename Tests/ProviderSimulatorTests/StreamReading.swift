import Core
import Foundation

@testable import ProviderSimulator

/// A stream read back to what it says, with the framing checked on the way.
struct StreamReading {
  var text = ""
  var toolArguments = ""
  var finish: String?
  var input: Int?
  var output: Int?
  var cached: Int?
  var errors: [JSONValue] = []
  var isEnded = false

  /// Throws when an event is not framed as its provider frames it.
  init(_ stream: String, of provider: Provider) throws {
    let separator = provider == .gemini ? "\r\n\r\n" : "\n\n"
    var events = stream.components(separatedBy: separator)
    guard events.removeLast().isEmpty else { throw Malformed(event: "no empty line at the end") }
    for event in events { try read(event, provider) }
  }

  struct Malformed: Error { var event: String }

  private mutating func read(_ event: String, _ provider: Provider) throws {
    var lines = event.components(separatedBy: "\n")
    var name: String?
    if provider == .anthropic {
      guard lines.count == 2, lines[0].hasPrefix("event: ") else { throw Malformed(event: event) }
      name = String(lines.removeFirst().dropFirst(7))
    }
    guard lines.count == 1, lines[0].hasPrefix("data: ") else { throw Malformed(event: event) }
    let data = String(lines[0].dropFirst(6))
    if data == "[DONE]" {
      isEnded = true
      return
    }
    let json = try JSONValue(parsing: data)
    if let name, json["type"]?.stringValue != name { throw Malformed(event: event) }
    if let error = json["error"] { errors.append(error) }
    switch provider {
    case .openai, .groq, .local: readOpenAI(json)
    case .anthropic: readAnthropic(json)
    case .gemini: readGemini(json)
    }
  }

  private mutating func readOpenAI(_ json: JSONValue) {
    let choice = json["choices"]?[0]
    text += choice?["delta"]?["content"]?.stringValue ?? ""
    toolArguments += choice?["delta"]?["tool_calls"]?[0]?["function"]?["arguments"]?.stringValue ?? ""
    finish = choice?["finish_reason"]?.stringValue ?? finish
    guard let usage = json["usage"] ?? json["x_groq"]?["usage"], usage != .null else { return }
    input = usage["prompt_tokens"]?.intValue
    output = usage["completion_tokens"]?.intValue
    cached = usage["prompt_tokens_details"]?["cached_tokens"]?.intValue
  }

  private mutating func readAnthropic(_ json: JSONValue) {
    text += json["delta"]?["text"]?.stringValue ?? ""
    toolArguments += json["delta"]?["partial_json"]?.stringValue ?? ""
    finish = json["delta"]?["stop_reason"]?.stringValue ?? finish
    if let usage = json["usage"] ?? json["message"]?["usage"] {
      input = usage["input_tokens"]?.intValue
      output = usage["output_tokens"]?.intValue
      cached = usage["cache_read_input_tokens"]?.intValue
    }
    if json["type"] == "message_stop" { isEnded = true }
  }

  private mutating func readGemini(_ json: JSONValue) {
    let candidate = json["candidates"]?[0]
    for part in candidate?["content"]?["parts"]?.arrayValue ?? [] {
      text += part["text"]?.stringValue ?? ""
      toolArguments += part["functionCall"]?["args"]?.serialized() ?? ""
    }
    if let reason = candidate?["finishReason"]?.stringValue {
      finish = reason
      isEnded = true
    }
    input = json["usageMetadata"]?["promptTokenCount"]?.intValue ?? input
    output = json["usageMetadata"]?["candidatesTokenCount"]?.intValue ?? output
    cached = json["usageMetadata"]?["cachedContentTokenCount"]?.intValue ?? cached
  }
}
