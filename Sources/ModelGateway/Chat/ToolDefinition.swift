package import Core

/// A tool that the model may ask for.
package struct ToolDefinition: Sendable, Equatable {
  package var name: String
  package var summary: String?
  /// JSON Schema of the arguments, an object.
  package var parameters: JSONValue

  package init(name: String, summary: String? = nil, parameters: JSONValue = ["type": "object", "properties": [:]]) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
  }
}
