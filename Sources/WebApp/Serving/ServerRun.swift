import Logging
import ServiceLifecycle

/// Runs a server's front, which listens, and its back, which works, and ends them so that nobody notices who can be
/// served elsewhere.
///
/// Told to stop, it closes the listening socket at once, so that proxies and clients go to another server. Kept
/// connections answer one request more, as long as they linger. Then the back takes no more work and ends what it
/// has, within its own limits; the front ends with its last connection.
struct ServerRun: Sendable {
  private enum Sign { case stop, lingered, frontEnded, backEnded, overdue }

  private let front: ServiceGroup
  private let back: ServiceGroup
  /// How long connections may stay open after the signal, when the back is done earlier.
  private let grace: Duration
  private let linger: Duration
  private let beginDraining: @Sendable () -> Void
  private let stop: @Sendable () async -> Void

  /// How long a client may take to read the last of its answer.
  static let lastWords: Duration = .seconds(5)

  /// - Parameters:
  ///   - back: ended in the opposite order, at most `grace` and `closingTime` after it was told to.
  ///   - linger: how long the back takes more work while there are connections.
  ///   - beginDraining: called first of all.
  ///   - stop: returns when the server is to end.
  init(
    front: any Service, back: [any Service], linger: Duration = DrainingHandler.linger, grace: Duration,
    closingTime: Duration,
    beginDraining: @escaping @Sendable () -> Void, stop: @escaping @Sendable () async -> Void, logger: Logger
  ) {
    self.front = ServiceGroup(configuration: .init(services: [.init(service: front)], logger: logger))
    var behind = ServiceGroupConfiguration(services: back.map { .init(service: $0) }, logger: logger)
    behind.maximumGracefulShutdownDuration = grace + closingTime + Self.lastWords
    self.back = ServiceGroup(configuration: behind)
    self.grace = grace
    self.linger = linger
    self.beginDraining = beginDraining
    self.stop = stop
  }

  /// Returns when both halves have ended; throws what ended one of them against its will.
  func run() async throws {
    try await withThrowingTaskGroup(of: Sign.self) { group in
      group.addTask {
        try await front.run()
        return .frontEnded
      }
      group.addTask {
        try await back.run()
        return .backEnded
      }
      group.addTask {
        await stop()
        return .stop
      }
      var running = 2
      var deadline = ContinuousClock.now
      ending: while running > 0, let sign = try await group.next() {
        switch sign {
        case .stop:
          beginDraining()
          deadline = .now + grace
          await front.triggerGracefulShutdown()
          Self.add(.lingered, at: .now + linger, to: &group)
        case .lingered: await back.triggerGracefulShutdown()
        case .frontEnded:
          // Nobody is left who could ask for anything.
          running -= 1
          await back.triggerGracefulShutdown()
        case .backEnded:
          running -= 1
          await front.triggerGracefulShutdown()
          Self.add(.overdue, at: max(deadline, .now + Self.lastWords), to: &group)
        case .overdue: break ending
        }
      }
      group.cancelAll()
    }
  }

  private static func add(
    _ sign: Sign, at instant: ContinuousClock.Instant, to group: inout ThrowingTaskGroup<Sign, any Error>
  ) {
    group.addTask {
      try? await Task.sleep(until: instant, clock: .continuous)
      return sign
    }
  }
}
