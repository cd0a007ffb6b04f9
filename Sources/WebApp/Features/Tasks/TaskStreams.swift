import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// Answers with a task's events as server-sent events: live while it runs here, as they are stored while it runs on
/// another process, from the stored answer when it is over.
struct TaskStreams: Sendable {
  let hub: TaskHub
  let chats: ChatStore
  let jobs: JobStore
  let clock: WallClock
  /// How often an idle stream shows that it is alive; proxies cut silent connections after a minute.
  static let keepAlive: Duration = .seconds(15)

  func response(
    _ id: TaskID, of user: UserID, after cursor: Int, context: LatchkeyRequestContext
  ) async throws -> Response {
    if let running = hub.task(id, of: user) {
      return response(running, visit: running.visit(), after: cursor, context: context)
    }
    if let job = try await jobs.job(id), job.user == user, !job.state.isOver || (0 < cursor && cursor < job.eventCount) {
      return followed(id, after: cursor, context: context)
    }
    let messages = try await chats.messages(ofTask: id, user: user)
    guard !messages.isEmpty else { throw TaskError.notFound }
    guard let answer = messages.first(where: { $0.role == .assistant }) else { throw TaskError.interrupted }
    if cursor > 0 { return Self.stored(StoredAnswer.ending(of: answer.content, after: cursor)) }
    return Self.stored(StoredAnswer.events(of: answer, in: try await chats.chat(answer.chat, of: user)))
  }

  /// A live stream. The listener counts as present until its connection closes.
  func response(
    _ running: RunningTask, visit: TaskVisit, after cursor: Int, context: LatchkeyRequestContext
  ) -> Response {
    Response(
      status: .ok, headers: Self.headers,
      body: ResponseBody { writer in
        defer { visit.end() }
        let gone = await context.clientGone()
        try await Self.write(running, after: cursor, until: gone, to: &writer)
        try await writer.finish(nil)
      })
  }

  /// The events of a task that runs on another process, or of which this process knows only what is stored.
  private func followed(_ id: TaskID, after cursor: Int, context: LatchkeyRequestContext) -> Response {
    let task = FollowedTask(id: id, jobs: jobs, chats: chats, hub: hub, clock: clock)
    return Response(
      status: .ok, headers: Self.headers,
      body: ResponseBody { writer in
        try await task.write(after: cursor, until: await context.clientGone(), to: &writer)
        try await writer.finish(nil)
      })
  }

  @concurrent private static func write(
    _ running: RunningTask, after start: Int, until gone: ClientGone, to writer: inout any ResponseBodyWriter
  ) async throws {
    var cursor = start
    while !gone.isGone {
      switch try await next(of: running, after: cursor, until: gone) {
      case .events(let events):
        guard let last = events.last else { return }
        try await writer.write(ByteBuffer(string: events.map(\.serverSentEvent).joined()))
        cursor = last.number
        running.noteDelivery(upTo: cursor)
      case .silence:
        try await writer.write(ByteBuffer(string: ": keep-alive\n\n"))
      }
    }
  }

  private enum Next: Sendable {
    case events([JobEvent])
    case silence
  }

  /// What comes first: events, a while of silence, or the client's leaving (then no events).
  private static func next(of running: RunningTask, after cursor: Int, until gone: ClientGone) async throws -> Next {
    try await withThrowingTaskGroup(of: Next.self) { group in
      group.addTask { .events(await running.events(after: cursor)) }
      group.addTask {
        try await Task.sleep(for: keepAlive)
        return .silence
      }
      group.addTask {
        await gone.wait()
        return .events([])
      }
      defer { group.cancelAll() }
      return try await group.next() ?? .silence
    }
  }

  private static func stored(_ events: [JobEvent]) -> Response {
    Response(
      status: .ok, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: events.map(\.serverSentEvent).joined())))
  }

  private static let headers: HTTPFields = [
    .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", .accelBuffering: "no",
  ]
}

extension HTTPField.Name {
  /// What a browser sends when it takes up a stream again (HTML standard, server-sent events).
  static let lastEventID = Self("Last-Event-ID")!
  /// Asks nginx not to buffer the answer.
  static let accelBuffering = Self("X-Accel-Buffering")!
}
