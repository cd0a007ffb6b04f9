/// What a tool answered to a call.
package struct ToolResult: Sendable, Equatable {
  /// The id of the call that it answers; nil where the provider gave none.
  package var callID: String?
  /// The tool's name, by which Gemini matches results to calls.
  package var name: String
  package var content: String
  package var isError: Bool

  package init(callID: String? = nil, name: String, content: String, isError: Bool = false) {
    self.callID = callID
    self.name = name
    self.content = content
    self.isError = isError
  }
}
