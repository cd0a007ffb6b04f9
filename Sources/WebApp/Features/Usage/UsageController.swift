import Core
import Foundation
import Hummingbird
import Storage

/// `GET /api/user/usage`: a person's own use by day, feature, model and payer.
struct UsageController: Sendable {
  let usage: UsageStore
  let clock: WallClock

  var endpoints: RouteCollection<LatchkeyRequestContext> {
    let routes = RouteCollection(context: LatchkeyRequestContext.self)
    routes.get("/api/user/usage", use: use)
    return routes
  }

  struct UseView: Encodable, Sendable {
    var lines: [UsageLineView]
    var totals: UsageLineView.Sums
  }

  @Sendable private func use(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let identity = try context.requireIdentity()
    let days = try UsageDays(request, now: clock.now)
    let lines = try await usage.use(of: identity.user.id, from: days.from, to: days.to)
    return try JSONBodyEncoder.response(
      UseView(lines: lines.map(UsageLineView.init), totals: .init(of: lines)))
  }
}
