import Core
import HTTPTypes

/// Which provider a path belongs to and what it asks for.
struct WireRoute: Sendable, Equatable {
  var provider: Provider
  var endpoint: WireEndpoint
  /// Gemini names model and manner in the path.
  var pathModel: String?
  var pathStreams = false

  /// Reads a path as the official SDKs write it, with or without the prefixes `/anthropic`, `/groq`, `/gemini`,
  /// `/local`.
  ///
  /// The headers tell Anthropic's `/v1/models` from OpenAI's when there is no prefix.
  init?(method: HTTPRequest.Method, path: String, headers: HTTPFields) {
    let (prefix, rest) = Self.splitPrefix(path)
    switch prefix {
    case .anthropic: self.init(anthropic: method, rest)
    case .groq: self.init(openAI: method, rest, root: "/openai/v1", provider: .groq)
    case .gemini: self.init(gemini: method, rest)
    case .local: self.init(openAI: method, rest, root: "/v1", provider: .local)
    case .openai, nil: self.init(bare: method, rest, headers: headers)
    }
  }

  private init(provider: Provider, endpoint: WireEndpoint, pathModel: String? = nil, pathStreams: Bool = false) {
    self.provider = provider
    self.endpoint = endpoint
    self.pathModel = pathModel
    self.pathStreams = pathStreams
  }

  private static func splitPrefix(_ path: String) -> (Provider?, Substring) {
    for provider in [Provider.anthropic, .groq, .gemini, .local] where path.hasPrefix("/\(provider.rawValue)/") {
      return (provider, path.dropFirst(provider.rawValue.count + 1))
    }
    return (nil, path[...])
  }

  private init?(bare method: HTTPRequest.Method, _ path: Substring, headers: HTTPFields) {
    if path.hasPrefix("/v1beta/") || (headers[.googKey] != nil && path.hasPrefix("/v1/models")) {
      self.init(gemini: method, path)
    } else if path.hasPrefix("/openai/v1/") {
      self.init(openAI: method, path, root: "/openai/v1", provider: .groq)
    } else if path.hasPrefix("/v1/messages") || headers[.anthropicVersion] != nil || headers[.anthropicKey] != nil {
      self.init(anthropic: method, path)
    } else {
      self.init(openAI: method, path, root: "/v1", provider: .openai)
    }
  }

  private init?(openAI method: HTTPRequest.Method, _ path: Substring, root: String, provider: Provider) {
    guard path.hasPrefix(root) else { return nil }
    let rest = path.dropFirst(root.count)
    if method == .post, rest == "/chat/completions" {
      self.init(provider: provider, endpoint: .chat)
    } else if method == .get, let endpoint = Self.listing(rest) {
      self.init(provider: provider, endpoint: endpoint)
    } else {
      return nil
    }
  }

  private init?(anthropic method: HTTPRequest.Method, _ path: Substring) {
    switch (method, path) {
    case (.post, "/v1/messages"): self.init(provider: .anthropic, endpoint: .chat)
    case (.post, "/v1/messages/count_tokens"): self.init(provider: .anthropic, endpoint: .countTokens)
    case (.get, _):
      guard path.hasPrefix("/v1"), let endpoint = Self.listing(path.dropFirst(3)) else { return nil }
      self.init(provider: .anthropic, endpoint: endpoint)
    default: return nil
    }
  }

  private init?(gemini method: HTTPRequest.Method, _ path: Substring) {
    let root = ["/v1beta/models", "/v1/models"].first { path.hasPrefix($0) }
    guard let root else { return nil }
    let rest = path.dropFirst(root.count)
    guard method == .post else {
      guard method == .get, let endpoint = Self.listing(path.dropFirst(root.count - "/models".count)) else {
        return nil
      }
      self.init(provider: .gemini, endpoint: endpoint)
      return
    }
    let parts = rest.dropFirst().split(separator: ":", maxSplits: 1)
    guard rest.hasPrefix("/"), parts.count == 2 else { return nil }
    let model = String(parts[0])
    switch parts[1] {
    case "generateContent": self.init(provider: .gemini, endpoint: .chat, pathModel: model)
    case "streamGenerateContent":
      self.init(provider: .gemini, endpoint: .chat, pathModel: model, pathStreams: true)
    case "countTokens": self.init(provider: .gemini, endpoint: .countTokens, pathModel: model)
    default: return nil
    }
  }

  private static func listing(_ path: Substring) -> WireEndpoint? {
    if path == "/models" { return .models }
    guard path.hasPrefix("/models/"), path.count > 8 else { return nil }
    return .model(String(path.dropFirst(8)))
  }
}

extension HTTPField.Name {
  static let anthropicKey = HTTPField.Name("x-api-key")!
  static let anthropicVersion = HTTPField.Name("anthropic-version")!
  static let googKey = HTTPField.Name("x-goog-api-key")!
}
