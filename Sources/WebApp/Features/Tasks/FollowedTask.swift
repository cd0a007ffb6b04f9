import Core
import Hummingbird
import NIOCore
import Storage

/// A task's events as another process stores them, for a client that came here.
struct FollowedTask: Sendable {
  let id: TaskID
  let jobs: JobStore
  let chats: ChatStore
  let hub: TaskHub
  let clock: WallClock

  /// How long after the last news the database is asked again: at first, and at most.
  private static let shortestPause: Duration = .milliseconds(100)
  private static let longestPause: Duration = .seconds(1)
  /// How long a listener counts as present without another word; it says so twice in that time.
  private static let presence: Duration = .seconds(6)

  /// Writes what is stored after `start` and what follows, until the task is over, the client has left, or this
  /// server ends too.
  @concurrent func write(
    after start: Int, until gone: ClientGone, to writer: inout any ResponseBodyWriter
  ) async throws {
    var cursor = start
    var pause = Self.shortestPause
    var saidSomething = ContinuousClock.now
    var saidHello: ContinuousClock.Instant?
    while !gone.isGone, !hub.isClosed {
      // A database that does not answer now is asked again; the client need not know.
      let progress = try? await jobs.progress(of: id, after: cursor)
      if let progress, let last = progress.events.last {
        try await writer.write(Self.bytes(of: progress.events))
        cursor = last.number
        pause = Self.shortestPause
        saidSomething = .now
      }
      if let progress, progress.job.state.isOver {
        let rest = try await ending(after: cursor, isPart: cursor < progress.job.eventCount)
        return try await writer.write(Self.bytes(of: rest))
      }
      if saidHello.map({ $0.duration(to: .now) > Self.presence / 2 }) ?? true {
        try? await jobs.noteWatcher(of: id, until: clock.now + Self.presence, delivered: cursor)
        saidHello = .now
      }
      if saidSomething.duration(to: .now) > TaskStreams.keepAlive {
        try await writer.write(ByteBuffer(string: ": keep-alive\n\n"))
        saidSomething = .now
      }
      await Self.wait(pause, until: gone)
      pause = min(pause * 3 / 2, Self.longestPause)
    }
  }

  /// How the task ended, from its stored answer; there is none when its chat was deleted meanwhile.
  private func ending(after cursor: Int, isPart: Bool) async throws -> [JobEvent] {
    guard let answer = try await chats.message(ChatTurnRequest.answerID(of: id)) else {
      return StoredAnswer.interrupted(after: cursor)
    }
    return StoredAnswer.ending(of: answer.content, after: cursor, isPart: isPart)
  }

  private static func bytes(of events: [JobEvent]) -> ByteBuffer {
    ByteBuffer(string: events.map(\.serverSentEvent).joined())
  }

  private static func wait(_ pause: Duration, until gone: ClientGone) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await Task.sleep(for: pause) }
      group.addTask { await gone.wait() }
      await group.next()
      group.cancelAll()
    }
  }
}
