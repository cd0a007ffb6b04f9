import AsyncHTTPClient
import CodeSandbox
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import NIOPosix
import Storage
import TestSupport

@testable import WebApp

/// Another process on the same database and with the same settings, as far as one program can hold two.
struct SecondServer: Sendable {
  let services: Services
  /// The same person's browser, sent to the other server.
  let browser: Browser
}

extension ChatSite {
  func withSecondServer(_ body: @escaping @Sendable (SecondServer) async throws -> Void) async throws {
    let http = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton)
    do {
      let services = try Services(
        configuration: services.configuration, database: database, httpClient: http, sandbox: Unused(),
        hasher: try PasswordHasher(logN: 10), clock: clock.wallClock,
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await services.hub.run() }
        group.addTask { await services.worker.run() }
        defer { group.cancelAll() }
        try await buildApplication(services: services).test(.router) { client in
          let second = Browser(client)
          second.cookies = browser.cookies
          try await body(SecondServer(services: services, browser: second))
        }
      }
    } catch {
      try? await http.shutdown()
      throw error
    }
    try await http.shutdown()
  }
}

private struct Unused: CodeRunning {
  func run(_ request: RunRequest) async throws(SandboxError) -> RunResult { throw .failed(reason: "unused") }
}
