package import Core

/// An error in a stream or a stored answer: the same shape as every other error of the API.
package struct TaskFailure: Sendable, Codable, Equatable {
  package var code: String
  package var message: String
  package var helpURL: String?
  package var details: [String: JSONValue]?

  package init(code: String, message: String, helpURL: String? = nil, details: [String: JSONValue]? = nil) {
    self.code = code
    self.message = message
    self.helpURL = helpURL
    self.details = details
  }

  package init(_ error: any AppError) {
    self.init(
      code: error.code, message: error.message, helpURL: error.helpURL,
      details: error.details.isEmpty ? nil : error.details)
  }

  private enum CodingKeys: String, CodingKey {
    case code, message, details
    case helpURL = "help_url"
  }

  package var json: JSONValue {
    var members: [String: JSONValue] = ["code": .string(code), "message": .string(message)]
    if let helpURL { members["help_url"] = .string(helpURL) }
    if let details { members["details"] = .object(details) }
    return .object(members)
  }
}
