/// One route of the HTTP API as `/openapi.json` describes it.
package struct APIRoute: Sendable, Hashable {
  package enum Access: String, Sendable { case everyone, user, admin }

  /// One field of a body: its name on the wire, its JSON type, and whether it must be there.
  struct Field: Sendable, Hashable {
    let name: String
    let type: String
    let isRequired: Bool
  }

  package let method: String
  /// With parameters in braces: `/api/chats/{id}`.
  package let path: String
  let tag: String
  let summary: String
  let access: Access
  let query: [String]
  let body: Body
  let answer: Answer
  /// Stable codes of the errors that are particular to this route.
  package let errors: [String]

  enum Body: Sendable, Hashable {
    case none
    case json([Field])
    case file
  }

  enum Answer: Sendable, Hashable {
    case nothing(Int)
    case json(Int, [Field])
    case text(String)
    case events
  }

  init(
    _ method: String, _ path: String, _ tag: String, _ summary: String, access: Access = .user, query: [String] = [],
    body: Body = .none, answer: Answer, errors: [String] = []
  ) {
    self.method = method
    self.path = path
    self.tag = tag
    self.summary = summary
    self.access = access
    self.query = query
    self.body = body
    self.answer = answer
    self.errors = errors
  }

  /// Names of path parameters.
  var parameters: [String] { path.matches(of: /\{(\w+)\}/).map { String($0.output.1) } }
}

extension [APIRoute.Field] {
  /// Reads `"email!: string, name: string"`: a list of fields, of which those with `!` must be there.
  static func fields(_ text: String) -> [APIRoute.Field] {
    text.split(separator: ",").map { item in
      let parts = item.split(separator: ":").map { $0.trimming { $0 == " " } }
      let name = parts[0]
      return APIRoute.Field(
        name: String(name.hasSuffix("!") ? name.dropLast() : name), type: parts.count > 1 ? String(parts[1]) : "object",
        isRequired: name.hasSuffix("!"))
    }
  }
}

extension Substring {
  fileprivate func trimming(_ isDropped: (Character) -> Bool) -> Substring {
    var rest = drop(while: isDropped)
    while let last = rest.last, isDropped(last) { rest.removeLast() }
    return rest
  }
}
