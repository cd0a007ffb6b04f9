extension APIRoute {
  /// Every route of the API, in the order of the documentation; a test compares it with the route table.
  package static let all: [APIRoute] = auth + settings + credits + chats + datasets + admin + operations
}
