/// What a person asks for; together with the model's tier it has a price.
package enum Feature: String, Hashable, Sendable, Codable, CaseIterable {
  case chat
  case deepAnalysis = "deep_analysis"
  case codeFix = "code_fix"
  case codeEdit = "code_edit"
  /// The OpenAI-compatible gateway under `/v1`.
  case api
}
