import Core
import Foundation
import Hummingbird
import Storage

/// A person's chats: list, make, read, rename, choose the data set, delete.
struct ChatsController: Sendable {
  let chats: ChatStore
  let datasets: DatasetStore
  let hub: TaskHub
  let jobs: JobStore
  let clock: WallClock

  var endpoints: RouteCollection<LatchkeyRequestContext> {
    let routes = RouteCollection(context: LatchkeyRequestContext.self)
    let group = routes.group("/api/chats")
    group.get(use: list)
    group.post(use: create)
    group.get("{id}", use: read)
    group.patch("{id}", use: update)
    group.delete("{id}", use: delete)
    return routes
  }

  /// What a client may set. Bounds: title 200 characters, 800 bytes, on one line.
  struct ChatFields: Decodable, Sendable {
    var title: String?
    var datasetId: String?
  }

  struct ListView: Encodable, Sendable { var chats: [ChatView] }
  struct OneView: Encodable, Sendable { var chat: ChatView }
  struct ConversationView: Encodable, Sendable {
    var chat: ChatView
    var messages: [MessageView]
    /// The task that is answering in this chat now; its events can be listened to.
    var runningTask: String?
  }

  @Sendable private func list(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let user = try context.requireIdentity().user.id
    return try await JSONBodyEncoder.response(ListView(chats: chats.list(of: user).map(ChatView.init)))
  }

  @Sendable private func create(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let user = try context.requireIdentity().user.id
    let body = try await request.decode(as: ChatFields.self, context: context)
    let now = clock.now
    let chat = Chat(
      id: ChatID(), user: user, title: try Self.title(body.title) ?? "",
      dataset: try await dataset(body.datasetId, of: user),
      createdAt: now, updatedAt: now)
    try await chats.create(chat)
    return try JSONBodyEncoder.response(OneView(chat: ChatView(chat)), status: .created)
  }

  @Sendable private func read(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let user = try context.requireIdentity().user.id
    let chat = try await chats.owned(context.pathID("id"), by: user)
    return try await JSONBodyEncoder.response(
      ConversationView(
        chat: ChatView(chat), messages: chats.messages(of: chat.id).map(MessageView.init),
        runningTask: jobs.live(inLane: chat.id.rawValue)?.id.rawValue))
  }

  @Sendable private func update(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let user = try context.requireIdentity().user.id
    let chat = try await chats.owned(context.pathID("id"), by: user)
    let body = try await request.decode(as: ChatFields.self, context: context)
    if let title = try Self.title(body.title) { try await chats.rename(chat.id, of: user, to: title, now: clock.now) }
    if let dataset = try await dataset(body.datasetId, of: user) {
      try await chats.setDataset(of: chat.id, of: user, to: dataset, now: clock.now)
    }
    return try await JSONBodyEncoder.response(OneView(chat: ChatView(chats.owned(chat.id, by: user))))
  }

  @Sendable private func delete(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let user = try context.requireIdentity().user.id
    let chat = try await chats.owned(context.pathID("id"), by: user)
    hub.stopTasks(in: chat.id)
    if let elsewhere = try await jobs.live(inLane: chat.id.rawValue) {
      try await jobs.stop(elsewhere.id, of: user, now: clock.now)
    }
    try await chats.delete(chat.id, of: user)
    return Response(status: .noContent)
  }

  private static func title(_ text: String?) throws -> String? {
    guard let text else { return nil }
    let title = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !title.isEmpty, title.fits(characters: 200), title.isPlainLine else {
      throw RequestError.invalid(
        field: "title", reason: "it must have 1 to 200 characters on one line, at most 800 bytes, and no control marks."
      )
    }
    return title
  }

  private func dataset(_ text: String?, of user: UserID) async throws -> DatasetID? {
    guard let text else { return nil }
    guard let id = DatasetID(text), let row = try await datasets.dataset(id, of: user) else {
      throw NotFound.dataset
    }
    return row.id
  }
}
