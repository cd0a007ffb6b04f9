import Core
import Hummingbird
import Storage

/// A task's events again (`Last-Event-ID` or `?after=`), and stopping it.
struct TasksController: Sendable {
  let hub: TaskHub
  let streams: TaskStreams
  let jobs: JobStore
  let clock: WallClock

  var endpoints: RouteCollection<LatchkeyRequestContext> {
    let routes = RouteCollection(context: LatchkeyRequestContext.self)
    routes.get("/api/tasks/{id}/events", use: events)
    routes.post("/api/tasks/{id}/stop", use: stop)
    return routes
  }

  @Sendable private func events(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let identity = try context.requireIdentity()
    guard let id: TaskID = context.pathID("id") else { throw TaskError.notFound }
    return try await streams.response(id, of: identity.user.id, after: Self.cursor(of: request), context: context)
  }

  @Sendable private func stop(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let identity = try context.requireIdentity()
    guard let id: TaskID = context.pathID("id") else { throw TaskError.notFound }
    if let task = hub.task(id, of: identity.user.id) {
      task.stop(by: .person)
    } else if try await !jobs.stop(id, of: identity.user.id, now: clock.now) {
      throw TaskError.notFound
    }
    return Response(status: .accepted)
  }

  /// The last event that the client has; nonsense counts as none, as browsers expect.
  private static func cursor(of request: Request) -> Int {
    let text = request.headers[.lastEventID] ?? request.uri.queryParameters["after"].map(String.init)
    return max(text.flatMap { Int($0) } ?? 0, 0)
  }
}
