/// The model asks for one of the caller's tools. Tools that the provider runs itself never show here.
package struct ToolCall: Sendable, Equatable {
  /// The provider's id of the call; nil where the provider has none (Gemini matches results by name).
  package var id: String?
  package var name: String
  /// The arguments as JSON text, `{}` when there are none. A model may write text that is no JSON.
  package var arguments: String

  package init(id: String? = nil, name: String, arguments: String = "{}") {
    self.id = id
    self.name = name
    self.arguments = arguments
  }
}
