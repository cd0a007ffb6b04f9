import Core
import Logging
import ServiceLifecycle
import Storage

/// Keeps the common clock right, and tells the operator when this machine's own clock is not.
struct ClockService: Service {
  let clock: DatabaseClock
  /// This machine's clock, which is only looked at.
  var machine = WallClock.system
  let logger: Logger

  static let interval: Duration = .seconds(10)
  /// How far the machine's clock may be off before the operator is told.
  static let tolerance: Duration = .seconds(1)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var isOff = false
      while !Task.isCancelled {
        try? await clock.refresh()
        isOff = warn(unless: isOff)
        try? await Task.sleep(for: Self.interval)
      }
    }
  }

  /// Warns when the machine's clock is off, once until it is right again; returns whether it is off.
  func warn(unless hasWarned: Bool) -> Bool {
    let lead = machine.now - clock.now
    guard max(lead, .zero - lead) > Self.tolerance else { return false }
    guard !hasWarned else { return true }
    let seconds = abs(lead / .seconds(1)).rounded()
    logger.warning(
      """
      This machine's clock is \(Int(seconds)) s \(lead > .zero ? "ahead of" : "behind") the database's. Latchkey goes \
      by the database's; set one of them right, for example with chrony or `timedatectl set-ntp true`.
      """)
    return true
  }
}
