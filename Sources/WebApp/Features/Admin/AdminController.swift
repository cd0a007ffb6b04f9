import Core
import CreditLedger
import HTTPTypes
import Hummingbird
import Storage

/// The operator's view: own key against platform for all, users, grants and plans. Role `admin`.
struct AdminController: Sendable {
  let usage: UsageStore
  let users: UserStore
  let ledger: LedgerStore
  let clock: WallClock

  var endpoints: RouteCollection<LatchkeyRequestContext> {
    let routes = RouteCollection(context: LatchkeyRequestContext.self)
    let group = routes.group("/api/admin").add(middleware: RequireAdminMiddleware())
    group.get("usage", use: use)
    group.get("usage.csv", use: export)
    group.get("users", use: list)
    group.post("users/{id}/grants", use: grant)
    group.post("users/{id}/plan", use: changePlan)
    return routes
  }

  @Sendable private func use(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let days = try UsageDays(request, now: clock.now)
    let lines = try await usage.use(of: nil, from: days.from, to: days.to)
    let errors = try await usage.errorsByCode(from: days.from, to: days.to)
    let checks = try await usage.keyCheckOutcomes(from: days.from, to: days.to)
    return try JSONBodyEncoder.response(AdminUsageView(lines: lines, errors: errors, keyChecks: checks))
  }

  @Sendable private func export(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let days = try UsageDays(request, now: clock.now)
    let lines = try await usage.use(of: nil, from: days.from, to: days.to)
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/csv; charset=utf-8",
        .contentDisposition: "attachment; filename=\"latchkey-usage-\(days.first)-\(days.last).csv\"",
      ], body: ResponseBody(byteBuffer: .init(string: UsageCSV.text(of: lines))))
  }

  struct UsersView: Encodable, Sendable { var users: [AdminUserView] }

  @Sendable private func list(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let search = request.uri.queryParameters["search"].map(String.init)
    guard VisibleText.fits(search ?? "", characters: 200) else {
      throw RequestError.invalid(field: "search", reason: "it must have at most 200 characters.")
    }
    var views: [AdminUserView] = []
    for user in try await users.list(size: 200, search: search) {
      // One account that can't be read must not hide all the others.
      views.append(AdminUserView(user, balance: try? await balance(of: user)))
    }
    return try JSONBodyEncoder.response(UsersView(users: views))
  }

  /// Bounds: amount 1 to a billion, reason 1 to 500 characters. The same idempotency key grants once.
  struct GrantRequest: Decodable, Sendable {
    var amount: Int64
    var reason: String
    var idempotencyKey: String?
  }

  @Sendable private func grant(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let admin = try context.requireIdentity()
    let user = try await user(context)
    let body = try await request.decode(as: GrantRequest.self, context: context)
    guard (1...Credits.largest.amount).contains(body.amount) else {
      throw RequestError.invalid(
        field: "amount", reason: "it must be a whole number from 1 to \(Credits.largest.amount).")
    }
    guard !body.reason.isEmpty, VisibleText.fits(body.reason, characters: 500) else {
      throw RequestError.invalid(field: "reason", reason: "it must have 1 to 500 characters.")
    }
    let key = try request.idempotencyKey(body.idempotencyKey)
    let account = try await ledger.accountID(of: user.id)
    _ = try await ledger.grant(
      to: account, amount: Credits(body.amount), by: "admin \(admin.user.id)", reason: body.reason,
      idempotencyKey: key?.taskID(of: admin.user.id, purpose: "grant").rawValue, now: clock.now)
    return try await JSONBodyEncoder.response(view(of: user), status: .created)
  }

  struct PlanRequest: Decodable, Sendable { var plan: String }

  @Sendable private func changePlan(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let admin = try context.requireIdentity()
    let user = try await user(context)
    let body = try await request.decode(as: PlanRequest.self, context: context)
    guard let plan = PlanID(rawValue: body.plan) else {
      throw RequestError.invalid(field: "plan", reason: "it must be free, standard, unlimited or guest.")
    }
    let account = try await ledger.accountID(of: user.id)
    _ = try await ledger.changePlan(of: account, to: plan, by: "admin \(admin.user.id)", now: clock.now)
    return try await JSONBodyEncoder.response(view(of: user))
  }

  private func user(_ context: LatchkeyRequestContext) async throws -> User {
    guard let id: UserID = context.pathID("id"), let user = try await users.user(id) else { throw NotFound.user }
    return user
  }

  private func view(of user: User) async throws -> AdminUserView {
    AdminUserView(user, balance: try await balance(of: user))
  }

  private func balance(of user: User) async throws -> Balance {
    try await ledger.balance(of: ledger.accountID(of: user.id), now: clock.now)
  }
}
