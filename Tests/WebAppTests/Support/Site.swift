import Core
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTesting
import Logging
import Storage
import TestSupport

@testable import WebApp

/// The middleware and the controllers under test over a database in memory, with a clock that is moved by hand.
struct Site: Sendable {
  let database: any SQLDatabase
  let clock: ManualClock
  let configuration: AppConfiguration
  let sessions: Sessions
  let users: UserStore
  let ledger: LedgerStore
  let metrics = PrometheusRegistry()
  let files: PublicFiles
  let log = RecordingLog()

  init(_ adjust: (inout AppConfiguration) -> Void = { _ in }, files: PublicFiles = Site.page) async throws {
    var configuration = AppConfiguration()
    adjust(&configuration)
    self.configuration = configuration
    self.files = files
    clock = ManualClock()
    database = try await DatabaseLocation.inMemory.open(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    users = UserStore(database: database)
    ledger = LedgerStore(database: database)
    sessions = Sessions(store: SessionStore(database: database), users: users, clock: clock.wallClock)
  }

  /// An application of the standard middleware, all controllers of this suite and what `extend` adds.
  func application(
    server: HTTPServerBuilder = .http1(), extend: (Router<LatchkeyRequestContext>) -> Void = { _ in }
  ) throws -> some ApplicationProtocol {
    let router = Router(context: LatchkeyRequestContext.self, options: .autoGenerateHeadEndpoints)
    router.addStandardMiddleware(configuration: configuration, sessions: sessions, metrics: metrics)
    router.addRoutes(try auth().endpoints)
    router.addRoutes(StaticController(files: files).endpoints)
    let database = self.database
    router.addRoutes(
      HealthController(metrics: metrics) {
        (try? await database.read { try $0.rows("SELECT 1 AS one", []).count }) == 1
      }.endpoints)
    extend(router)
    router.addWrongMethodResponses()
    return Application(router: router, server: server, logger: Logger(label: "test") { [log] _ in log })
  }

  private func auth() throws -> AuthController {
    let limits = RateLimitStore(database: database)
    return AuthController(
      users: users, ledger: ledger, sessions: sessions,
      limiter: AuthLimiter(store: limits, clock: clock.wallClock, configuration: configuration),
      hasher: try PasswordHasher(logN: 10), configuration: configuration, clock: clock.wallClock)
  }

  /// A session of a new guest, made without a request.
  func beginGuest() async throws -> Sessions.Begun {
    let guest = User(isGuest: true, createdAt: clock.now)
    try await users.create(guest)
    return try await sessions.begin(for: guest)
  }

  /// A page small enough to look at.
  static let page = PublicFiles(files: [
    file(
      "index.html",
      """
      <link rel="stylesheet" href="/assets/style.css"><!-- import-map --><script type="module" src="/assets/app.js"></script>
      """),
    file("figure.html", "<script src=\"/assets/vendor/plotly.min.js\"></script>"),
    file("app.js", "import \"@/lib/api.js\";"), file("lib/api.js", "export {};"), file("style.css", "body{}"),
    file("vendor/marked.js", "export {};"), file("vendor/plotly.min.js", "1;"), file("icon.svg", "<svg/>"),
  ])

  static func file(_ path: String, _ text: String) -> PublicFile {
    let type = ContentTypes.type(of: String(path.split(separator: ".").last ?? "")) ?? ""
    return PublicFile(path: path, contentType: type, data: Data(text.utf8))
  }
}
