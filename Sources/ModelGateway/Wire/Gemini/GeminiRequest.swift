import Core

/// The body of `:generateContent` and `:streamGenerateContent`; the model is in the path.
struct GeminiRequest: Encodable, Sendable {
  struct Configuration: Encodable, Sendable {
    var temperature: Double?
    var maxOutputTokens: Int?
    var stopSequences: [String]?
  }

  struct Function: Encodable, Sendable {
    var name: String
    var description: String?
    /// JSON Schema as it is; the older `parameters` refuses much of it.
    var parametersJsonSchema: JSONValue?
  }

  struct Tool: Encodable, Sendable {
    var functionDeclarations: [Function]
  }

  var contents: [GeminiRequestContent]
  var systemInstruction: GeminiRequestContent?
  var generationConfig: Configuration?
  var tools: [Tool]?

  init(_ chat: ChatRequest, profile: ModelProfile) {
    contents = GeminiRequestContent.contents(of: chat, needsSignature: profile.needsThoughtSignature)
    if let system = chat.system, !system.isEmpty { systemInstruction = .init(role: nil, parts: [.init(text: system)]) }
    let configuration = Configuration(
      temperature: profile.temperature(for: chat), maxOutputTokens: profile.maxTokens(for: chat),
      stopSequences: profile.stop(for: chat))
    if !configuration.isEmpty { generationConfig = configuration }
    if !chat.tools.isEmpty {
      tools = [
        Tool(
          functionDeclarations: chat.tools.map {
            Function(name: $0.name, description: $0.summary, parametersJsonSchema: $0.parameters)
          })
      ]
    }
  }
}

extension GeminiRequest.Configuration {
  fileprivate var isEmpty: Bool { temperature == nil && maxOutputTokens == nil && stopSequences == nil }
}
