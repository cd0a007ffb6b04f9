import Core
import Foundation
import Hummingbird
import Metering
import Storage

/// `POST /api/chats/{id}/messages`: a question, answered with a typed event stream.
struct MessagesController: Sendable {
  let chats: ChatStore
  let ledger: LedgerStore
  let settings: ModelSettingsDesk
  let runner: ChatTurnRunner
  let hub: TaskHub
  let streams: TaskStreams

  var endpoints: RouteCollection<LatchkeyRequestContext> {
    let routes = RouteCollection(context: LatchkeyRequestContext.self)
    routes.post("/api/chats/{id}/messages", use: ask)
    return routes
  }

  /// Bounds: content 1 to 20,000 characters, 80,000 bytes.
  struct AskRequest: Decodable, Sendable {
    var content: String
    /// `settings` (default) or `platform`: this one with credits, although "use my own key" is on (K4).
    var payWith: String?
    var idempotencyKey: String?
  }

  @Sendable private func ask(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let identity = try context.requireIdentity()
    let chat = try await chats.owned(context.pathID("id"), by: identity.user.id)
    let body = try await request.decode(as: AskRequest.self, context: context)
    let turn = try await turn(body, request: request, chat: chat, context: context)
    if let earlier = try await chats.message(turn.questionID) {
      return try await repeated(turn, question: earlier, request: request, context: context)
    }
    let (running, visit) = try hub.start(
      RunningTask(id: turn.task, user: identity.user.id, chat: chat.id, wish: turn.question)
    ) {
      [runner] running in await runner.run(turn, as: running)
    }
    // Nothing has been accepted until the first event: a refusal is answered as JSON with its status.
    _ = await running.events(after: 0)
    if let refusal = running.refusal {
      hub.forget(turn.task)
      // The same request was taken by another server in the same moment.
      if let earlier = try await chats.message(turn.questionID) {
        return try await repeated(turn, question: earlier, request: request, context: context)
      }
      throw refusal
    }
    return streams.response(running, visit: visit, after: 0, context: context)
  }

  /// The same request again: the same task, running or over (C4).
  private func repeated(
    _ turn: ChatTurnRequest, question: MessageRow, request: Request, context: LatchkeyRequestContext
  ) async throws -> Response {
    guard question.chat == turn.chat.id, question.content["text"]?.stringValue == turn.question else {
      throw InputError.idempotencyKeyReused
    }
    return try await streams.response(turn.task, of: turn.user, after: 0, context: context)
  }

  private func turn(
    _ body: AskRequest, request: Request, chat: Chat, context: LatchkeyRequestContext
  ) async throws -> ChatTurnRequest {
    let identity = try context.requireIdentity()
    let question = body.content.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !question.isEmpty, question.fits(characters: 20_000) else {
      throw RequestError.invalid(
        field: "content", reason: "it must have 1 to 20,000 characters and at most 80,000 bytes.")
    }
    let settings = try await settings.settings(of: identity.session)
    let ownKey: OwnKeyChoice =
      switch body.payWith ?? "settings" {
      case "settings": request.ownKey(for: settings.provider, settings: settings)
      case "platform": .off
      default: throw RequestError.invalid(field: "pay_with", reason: "it must be settings or platform.")
      }
    let key = try request.idempotencyKey(body.idempotencyKey)
    return try await ChatTurnRequest(
      task: key?.taskID(of: identity.user.id, purpose: "chat") ?? TaskID(), chat: chat, question: question,
      user: identity.user.id, account: ledger.accountID(of: identity.user.id), session: identity.session,
      settings: settings, ownKey: ownKey)
  }
}
