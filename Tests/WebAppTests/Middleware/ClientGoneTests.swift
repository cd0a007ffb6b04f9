import HTTPTypes
import AsyncHTTPClient
import Hummingbird
import HummingbirdCore
import HummingbirdTesting
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import WebApp

@Suite(.timeLimit(.minutes(1))) struct ClientGoneTests {
  @Test func whoeverWaitsIsToldOnceTheClientIsGone() async {
    let gone = ClientGone()
    async let first: Void = gone.wait()
    async let second: Void = gone.wait()
    gone.signal()
    _ = await (first, second)
    #expect(gone.isGone)
    await gone.wait()
  }

  @Test func waitingEndsWhenItIsCancelled() async {
    let gone = ClientGone()
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await gone.wait() }
      group.cancelAll()
    }
    #expect(!gone.isGone)
  }

  @Test func workIsCancelledWhenTheClientLeaves() async throws {
    let gone = ClientGone()
    await #expect(throws: CancellationError.self) {
      try await gone.cancelling {
        gone.signal()
        try await Task.sleep(for: .seconds(60))
      }
    }
    #expect(try await ClientGone().cancelling { 5 } == 5)
  }

  /// A handler that is silent, as one that waits for a slow provider is.
  private func silentRoute(_ events: AsyncStream<String>.Continuation) -> (Router<LatchkeyRequestContext>) -> Void {
    { router in
      router.get("/test/silent") { _, context -> Response in
        let gone = await context.clientGone()
        events.yield("started")
        await gone.wait()
        events.yield(gone.isGone ? "gone" : "cancelled")
        return Response(status: .ok)
      }
      router.get("/test/quick") { _, context in await context.clientGone().isGone ? "gone" : "here" }
    }
  }

  @Test func aSilentHandlerLearnsAtOnceThatItsClientHasLeft() async throws {
    let (stream, events) = AsyncStream.makeStream(of: String.self)
    let application = try await Site().application(server: .watchingClients(), extend: silentRoute(events))
    try await application.test(.live) { client async throws in
      let port = try #require(client.port)
      let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .connect(host: "localhost", port: port).get()
      try await channel.writeAndFlush(ByteBuffer(string: "GET /test/silent HTTP/1.1\r\nHost: localhost\r\n\r\n"))
      var iterator = stream.makeAsyncIterator()
      #expect(await iterator.next() == "started")
      try await channel.close()
      #expect(await iterator.next() == "gone")
    }
  }

  @Test func aConnectionIsKeptForTheNextRequest() async throws {
    let (_, events) = AsyncStream.makeStream(of: String.self)
    let application = try await Site().application(server: .watchingClients(), extend: silentRoute(events))
    try await application.test(.live) { client async throws in
      for _ in 0..<3 {
        let answer = try await Browser(client).send(.get, "/test/quick")
        #expect(answer.text == "here")
        #expect(answer.headers[.connection] != "close")
      }
    }
  }

  @Test func withoutAWatchedConnectionNobodyIsEverGone() async throws {
    let (_, events) = AsyncStream.makeStream(of: String.self)
    try await Site().application(extend: silentRoute(events)).test(.router) { client async throws in
      #expect(try await Browser(client).send(.get, "/test/quick").text == "here")
    }
  }
}
