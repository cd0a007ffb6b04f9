package import Core

/// The OpenAPI 3.1 document, built from `APIRoute.all`.
package enum APIDescription {
  package static let document: JSONValue = [
    "openapi": "3.1.0",
    "info": [
      "title": "Latchkey", "version": "0.1.0",
      "description":
        "A self-hosted AI data analyst. Errors are {\"error\":{\"code\",\"message\",\"help_url\"?,\"details\"?}} with a stable code.",
    ],
    "paths": .object(paths),
    "components": [
      "securitySchemes": ["session": ["type": "apiKey", "in": "cookie", "name": .string(SessionCookies.session)]],
      "schemas": ["Error": errorSchema],
    ],
  ]

  private static var paths: [String: JSONValue] {
    Dictionary(grouping: APIRoute.all, by: \.path).mapValues { routes in
      .object(Dictionary(uniqueKeysWithValues: routes.map { ($0.method.lowercased(), operation($0)) }))
    }
  }

  private static func operation(_ route: APIRoute) -> JSONValue {
    var members: [String: JSONValue] = [
      "summary": .string(route.summary), "tags": [.string(route.tag)],
      "responses": .object(responses(of: route)),
      "security": route.access == .everyone ? [] : [["session": []]],
    ]
    if route.access == .admin { members["x-role"] = "admin" }
    let parameters =
      route.parameters.map { parameter($0, place: "path") } + route.query.map { parameter($0, place: "query") }
    if !parameters.isEmpty { members["parameters"] = .array(parameters) }
    if let body = requestBody(of: route) { members["requestBody"] = body }
    return .object(members)
  }

  private static func parameter(_ name: String, place: String) -> JSONValue {
    ["name": .string(name), "in": .string(place), "required": .bool(place == "path"), "schema": ["type": "string"]]
  }

  private static func requestBody(of route: APIRoute) -> JSONValue? {
    switch route.body {
    case .none: nil
    case .json(let fields): ["required": true, "content": ["application/json": ["schema": schema(fields)]]]
    case .file:
      ["required": true, "content": ["application/octet-stream": ["schema": ["type": "string", "format": "binary"]]]]
    }
  }

  private static func responses(of route: APIRoute) -> [String: JSONValue] {
    var description = "An error with a stable code."
    if !route.errors.isEmpty {
      description += " Particular to this route: " + route.errors.joined(separator: ", ") + "."
    }
    let failure: JSONValue = [
      "description": .string(description),
      "content": ["application/json": ["schema": ["$ref": "#/components/schemas/Error"]]],
    ]
    let (status, success) = answer(of: route)
    return [String(status): success, "default": failure]
  }

  private static func answer(of route: APIRoute) -> (Int, JSONValue) {
    switch route.answer {
    case .nothing(let status): (status, ["description": "Done; no body."])
    case .json(let status, let fields):
      (status, ["description": "Done.", "content": ["application/json": ["schema": schema(fields)]]])
    case .text(let type): (200, ["description": "Done.", "content": .object([type: ["schema": ["type": "string"]]])])
    case .events:
      (
        200,
        [
          "description":
            "A stream of events (task, step, text, code, run, receipt, error, done), each with an increasing id; resumable with Last-Event-ID.",
          "content": ["text/event-stream": ["schema": ["type": "string"]]],
        ]
      )
    }
  }

  private static func schema(_ fields: [APIRoute.Field]) -> JSONValue {
    let properties = fields.map { ($0.name, JSONValue.object(["type": .string($0.type)])) }
    var members: [String: JSONValue] = [
      "type": "object", "properties": .object(Dictionary(properties) { _, last in last }),
    ]
    let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { members["required"] = .array(required) }
    return .object(members)
  }

  private static let errorSchema: JSONValue = [
    "type": "object", "required": ["error"],
    "properties": [
      "error": [
        "type": "object", "required": ["code", "message"],
        "properties": [
          "code": ["type": "string"], "message": ["type": "string"], "help_url": ["type": "string"],
          "details": ["type": "object"],
        ],
      ]
    ],
  ]
}
