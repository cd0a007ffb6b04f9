import AsyncHTTPClient
import CodeSandbox
import Core
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import KeySealing
import Logging
import NIOPosix
import ProviderSimulator
import Storage
import TestSupport

@testable import WebApp

/// The whole application over a database in memory and simulated providers, with a guest who has 5 credits and a chat.
struct ChatSite: Sendable {
  let services: Services
  let database: FaultyDatabase
  let clock: ManualClock
  let simulator: RunningSimulator
  let browser: Browser
  let chat: ChatID

  /// A question that is answered without running anything.
  static let plain = "[sim:no-code] What can you do?"
  /// A question whose answer does not end.
  static let endless = "[sim:no-code] [sim:slow] [sim:long] Tell me about it at length."

  static func with(_ body: @escaping @Sendable (ChatSite) async throws -> Void) async throws {
    let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let client = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton)
    let database = FaultyDatabase(try await DatabaseLocation.inMemory.open(logger: quiet))
    do {
      try await withSimulator { simulator in
        let clock = ManualClock()
        let services = try Services(
          configuration: configuration(simulator), database: database, httpClient: client, sandbox: IdleSandbox(),
          hasher: try PasswordHasher(logN: 10), clock: clock.wallClock, logger: quiet)
        try await serve(services, database, clock, simulator, body)
      }
    } catch {
      try? await client.shutdown()
      throw error
    }
    try await client.shutdown()
  }

  private static func serve(
    _ services: Services, _ database: FaultyDatabase, _ clock: ManualClock, _ simulator: RunningSimulator,
    _ body: @escaping @Sendable (ChatSite) async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await services.hub.run() }
      defer { group.cancelAll() }
      try await buildApplication(services: services).test(.router) { client in
        let browser = Browser(client)
        try await browser.send(.post, "/api/auth/guest")
        let made = try await browser.send(.post, "/api/chats", json: [:]).json["chat"]?["id"]?.stringValue ?? ""
        try await body(
          ChatSite(
            services: services, database: database, clock: clock, simulator: simulator, browser: browser,
            chat: ChatID(trusted: made)))
      }
    }
  }

  private static func configuration(_ simulator: RunningSimulator) -> AppConfiguration {
    var configuration = AppConfiguration()
    configuration.masterKey = Secret(KeyRing.generated().fileText())
    configuration.reconnectGrace = .seconds(3600)
    configuration.providers[.openai] = ProviderSettings(
      baseURL: simulator.baseURL(of: .openai), platformKey: Secret("sk-sim-good-platform"))
    return configuration
  }

  func ask(_ question: String, key: String? = nil, in other: ChatID? = nil) async throws -> Told {
    var body: [String: JSONValue] = ["content": .string(question)]
    body["idempotency_key"] = key.map { .string($0) }
    return Told(try await browser.send(.post, "/api/chats/\(other ?? chat)/messages", json: .object(body)))
  }

  func newChat() async throws -> ChatID {
    let chat = try await browser.send(.post, "/api/chats", json: [:]).json["chat"]?["id"]?.stringValue ?? ""
    return ChatID(trusted: chat)
  }

  /// What is available and held.
  var credits: [Int?] {
    get async throws {
      let balance = try await browser.send(.get, "/api/user/credits").json
      return [balance["available"]?.intValue, balance["held"]?.intValue]
    }
  }

  var messages: [JSONValue] {
    get async throws { try await browser.send(.get, "/api/chats/\(chat)").json["messages"]?.arrayValue ?? [] }
  }

  func execute(_ sql: String) async throws { try await database.write { db in _ = try db.execute(sql) } }
}

/// An answer's events, or the refusal.
struct Told: Sendable {
  let answer: Answer
  let events: [(id: Int, name: String, data: JSONValue)]

  init(_ answer: Answer) {
    self.answer = answer
    events = answer.text.components(separatedBy: "\n\n").compactMap { block in
      var fields: [String: String] = [:]
      for line in block.split(separator: "\n") {
        let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2 { fields[parts[0]] = parts[1].trimmingCharacters(in: .whitespaces) }
      }
      guard let id = fields["id"].flatMap({ Int($0) }), let name = fields["event"], let data = fields["data"] else {
        return nil
      }
      return (id, name, (try? JSONValue(parsing: data)) ?? .null)
    }
  }

  var names: [String] {
    events.map(\.name).reduce(into: []) { if $0.last != "text" || $1 != "text" { $0.append($1) } }
  }

  func data(_ name: String) -> JSONValue? { events.first { $0.name == name }?.data }
  var status: String? { data("done")?["status"]?.stringValue }
}

private struct IdleSandbox: CodeRunning {
  func run(_ request: RunRequest) async throws(SandboxError) -> RunResult { RunResult(stdout: "1\n") }
}
