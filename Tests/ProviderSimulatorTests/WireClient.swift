import NIOHTTP1
import AsyncHTTPClient
import Core
import Foundation
import NIOCore

@testable import ProviderSimulator

/// Talks to one simulated provider as its SDK would.
struct WireClient: Sendable {
  let simulator: RunningSimulator
  let provider: Provider
  var key: String

  struct Answer {
    var status: Int
    var headers: [String: String]
    var text: String
    var json: JSONValue? { try? JSONValue(parsing: text) }
  }

  /// A model that every test may use.
  var model: String {
    switch provider {
    case .openai: "gpt-4o-mini"
    case .anthropic: "claude-haiku-4-5"
    case .groq: "llama-3.3-70b-versatile"
    case .gemini: "gemini-2.0-flash"
    case .local: "local-model"
    }
  }

  func models() async throws -> Answer { try await answer(to: request(path: modelsPath)) }

  func chat(_ body: ChatBody) async throws -> Answer { try await answer(to: chatRequest(body)) }

  func chatRequest(_ body: ChatBody) -> HTTPClientRequest {
    var request = request(path: chatPath(body))
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/json")
    request.body = .bytes(ByteBuffer(string: body.json(for: provider, model: body.model ?? model).serialized()))
    return request
  }

  func request(path: String) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: simulator.baseURL(of: provider) + path)
    switch provider {
    case .openai, .groq, .local: request.headers.add(name: "authorization", value: "Bearer " + key)
    case .anthropic:
      request.headers.add(name: "x-api-key", value: key)
      request.headers.add(name: "anthropic-version", value: "2023-06-01")
    case .gemini: request.headers.add(name: "x-goog-api-key", value: key)
    }
    return request
  }

  func answer(to request: HTTPClientRequest) async throws -> Answer {
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
    let body = try await response.body.collect(upTo: 16 * 1024 * 1024)
    let headers = Dictionary(response.headers.map { ($0.name.lowercased(), $0.value) }) { $1 }
    return Answer(status: Int(response.status.code), headers: headers, text: String(buffer: body))
  }

  private var modelsPath: String {
    switch provider {
    case .openai, .local: "/models"
    case .anthropic: "/v1/models"
    case .groq: "/openai/v1/models"
    case .gemini: "/v1beta/models"
    }
  }

  private func chatPath(_ body: ChatBody) -> String {
    switch provider {
    case .openai, .local: "/chat/completions"
    case .anthropic: "/v1/messages"
    case .groq: "/openai/v1/chat/completions"
    case .gemini:
      "/v1beta/models/\(body.model ?? model):" + (body.streams ? "streamGenerateContent?alt=sse" : "generateContent")
    }
  }
}

/// A small chat request, written for each provider.
struct ChatBody: Sendable {
  var text = "Hello"
  var system: String?
  var model: String?
  var streams = false
  var maxTokens: Int? = 4000
  var stops: [String] = []
  var tool: String?

  func json(for provider: Provider, model: String) -> JSONValue {
    switch provider {
    case .openai, .groq, .local: openAI(provider, model)
    case .anthropic: anthropic(model)
    case .gemini: gemini()
    }
  }

  private static let parameters: JSONValue = ["type": "object", "properties": ["city": ["type": "string"]]]

  private func openAI(_ provider: Provider, _ model: String) -> JSONValue {
    var messages: [JSONValue] = [["role": "user", "content": .string(text)]]
    if let system { messages.insert(["role": "system", "content": .string(system)], at: 0) }
    var body: [String: JSONValue] = ["model": .string(model), "messages": .array(messages), "stream": .bool(streams)]
    if streams { body["stream_options"] = ["include_usage": true] }
    if let maxTokens { body["max_completion_tokens"] = .int(Int64(maxTokens)) }
    if !stops.isEmpty { body["stop"] = .array(stops.map(JSONValue.string)) }
    if let tool {
      body["tools"] = [["type": "function", "function": ["name": .string(tool), "parameters": Self.parameters]]]
      body["tool_choice"] = "required"
    }
    return .object(body)
  }

  private func anthropic(_ model: String) -> JSONValue {
    var body: [String: JSONValue] = [
      "model": .string(model), "messages": [["role": "user", "content": .string(text)]], "stream": .bool(streams),
    ]
    if let system {
      body["system"] = [["type": "text", "text": .string(system), "cache_control": ["type": "ephemeral"]]]
    }
    if let maxTokens { body["max_tokens"] = .int(Int64(maxTokens)) }
    if !stops.isEmpty { body["stop_sequences"] = .array(stops.map(JSONValue.string)) }
    if let tool {
      body["tools"] = [["name": .string(tool), "input_schema": Self.parameters]]
      body["tool_choice"] = ["type": "any"]
    }
    return .object(body)
  }

  private func gemini() -> JSONValue {
    var settings: [String: JSONValue] = [:]
    if let maxTokens { settings["maxOutputTokens"] = .int(Int64(maxTokens)) }
    if !stops.isEmpty { settings["stopSequences"] = .array(stops.map(JSONValue.string)) }
    var body: [String: JSONValue] = [
      "contents": [["role": "user", "parts": [["text": .string(text)]]]], "generationConfig": .object(settings),
    ]
    if let system { body["systemInstruction"] = ["parts": [["text": .string(system)]]] }
    if let tool {
      body["tools"] = [["functionDeclarations": [["name": .string(tool), "parameters": Self.parameters]]]]
      body["toolConfig"] = ["functionCallingConfig": ["mode": "ANY"]]
    }
    return .object(body)
  }
}
