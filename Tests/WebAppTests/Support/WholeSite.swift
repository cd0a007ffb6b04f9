import AsyncHTTPClient
import CodeSandbox
import Core
import CreditLedger
import Foundation
import HummingbirdTesting
import KeySealing
import Logging
import NIOPosix
import Storage
import TestSupport
import Testing

@testable import WebApp

/// The whole application as `buildApplication` puts it together, on a database in memory and a folder of its own, with
/// a clock that is moved by hand. No provider and no sandbox is behind it.
struct WholeSite: Sendable {
  let services: Services
  let clock: ManualClock
  let client: any TestClientProtocol

  var database: any SQLDatabase { services.database }
  var users: UserStore { UserStore(database: database) }
  var ledger: LedgerStore { LedgerStore(database: database) }
  var folder: String { services.configuration.dataFolder }

  static func with(
    _ adjust: (inout AppConfiguration) -> Void = { _ in }, _ body: @Sendable (WholeSite) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("latchkey-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var configuration = AppConfiguration()
    configuration.dataFolder = folder.path
    adjust(&configuration)
    let http = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton)
    do {
      try await run(configuration, http: http, body)
      try await http.shutdown()
    } catch {
      try? await http.shutdown()
      throw error
    }
  }

  private static func run(
    _ configuration: AppConfiguration, http: HTTPClient, _ body: @Sendable (WholeSite) async throws -> Void
  ) async throws {
    let clock = ManualClock()
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let database = try await DatabaseLocation.inMemory.open(logger: logger)
    let services = try Services(
      configuration: configuration, database: database, httpClient: http, sandbox: NoSandbox(),
      hasher: PasswordHasher(logN: 10), clock: clock.wallClock, logger: logger)
    try await buildApplication(services: services).test(.router) { client async throws in
      try await body(WholeSite(services: services, clock: clock, client: client))
    }
    try await database.close()
  }

  /// A browser in which somebody with an account has signed in.
  func signedIn(_ email: String, role: UserRole = .user) async throws -> (browser: Browser, user: User) {
    let user = User(email: email, role: role, createdAt: clock.now)
    try await users.create(user, plan: .free, now: clock.now)
    let begun = try await services.sessions.begin(for: user)
    let browser = Browser(client)
    browser.cookies = [SessionCookies.session: begun.token.cookieValue]
    return (browser, user)
  }
}

/// A machine on which no code can run.
private struct NoSandbox: CodeRunning {
  func run(_ request: RunRequest) async throws(SandboxError) -> RunResult { throw .failed(reason: "no sandbox") }
}
