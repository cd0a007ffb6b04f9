extension APIRoute {
  static let chats: [APIRoute] = [
    APIRoute("GET", "/api/chats", "chats", "Own chats, newest first.", answer: .json(200, .fields("chats!: array"))),
    APIRoute(
      "POST", "/api/chats", "chats", "Begin a chat.", body: .json(.fields("title: string, dataset_id: string")),
      answer: .json(201, .fields("chat!: object"))),
    APIRoute(
      "GET", "/api/chats/{id}", "chats", "A chat with its messages, and the task that is running in it.",
      answer: .json(200, .fields("chat!: object, messages!: array, running_task: string"))),
    APIRoute(
      "PATCH", "/api/chats/{id}", "chats", "Rename a chat or give it a data set.",
      body: .json(.fields("title: string, dataset_id: string")), answer: .json(200, .fields("chat!: object"))),
    APIRoute("DELETE", "/api/chats/{id}", "chats", "Delete a chat.", answer: .nothing(204)),
    APIRoute(
      "POST", "/api/chats/{id}/messages", "chats", "Ask; answers with the events of the task.",
      body: .json(.fields("content!: string, pay_with: string, idempotency_key: string")), answer: .events,
      errors: ["credits.insufficient", "key.missing", "key.expired"]),
    APIRoute(
      "GET", "/api/tasks/{id}/events", "chats", "The events of a task after the one that was seen last.",
      query: ["after"], answer: .events),
    APIRoute("POST", "/api/tasks/{id}/stop", "chats", "Stop a task.", answer: .nothing(202)),
  ]
}
