package import CodeSandbox
package import Core

/// A piece of an answer, in the order in which it came.
package enum AnswerBlock: Sendable, Equatable {
  case text(String)
  case code(String, attempt: Int)
  case run(RunResult, attempt: Int)
}

extension AnswerBlock: Codable {
  private enum CodingKeys: String, CodingKey { case type, text, code, attempt }
  private enum Kind: String, Codable { case text, code, run }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let attempt = try container.decodeIfPresent(Int.self, forKey: .attempt) ?? 1
    switch try container.decode(Kind.self, forKey: .type) {
    case .text: self = .text(try container.decode(String.self, forKey: .text))
    case .code: self = .code(try container.decode(String.self, forKey: .code), attempt: attempt)
    case .run: self = .run(try RunResult(from: decoder), attempt: attempt)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    try json.encode(to: encoder)
  }

  package var json: JSONValue {
    switch self {
    case .text(let text): return ["type": "text", "text": .string(text)]
    case .code(let code, let attempt):
      return ["type": "code", "code": .string(code), "attempt": .int(Int64(attempt))]
    case .run(let result, let attempt):
      return result.json.adding("type", "run").adding("attempt", .int(Int64(attempt)))
    }
  }
}
