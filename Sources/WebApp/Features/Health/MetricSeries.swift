import Metrics
import Synchronization

/// One series' numbers: a count that only grows, a gauge, or a summary of count and sum.
final class MetricSeries: CounterHandler, MeterHandler, RecorderHandler, TimerHandler {
  enum Kind: String, Sendable { case counter, gauge, summary }

  struct Numbers: Sendable {
    var count: Int64 = 0
    var sum: Double = 0
  }

  let kind: Kind
  private let numbers = Mutex(Numbers())

  init(kind: Kind) { self.kind = kind }

  var current: Numbers { numbers.withLock { $0 } }

  func increment(by amount: Int64) { numbers.withLock { $0.count &+= amount } }
  func reset() { numbers.withLock { $0 = Numbers() } }

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { numbers.withLock { $0.sum = value } }
  func increment(by amount: Double) { numbers.withLock { $0.sum += amount } }
  func decrement(by amount: Double) { numbers.withLock { $0.sum -= amount } }

  func record(_ value: Int64) { record(Double(value)) }
  func record(_ value: Double) {
    numbers.withLock {
      $0.count += 1
      $0.sum += value
    }
  }

  /// Times are kept in seconds, as Prometheus wants them.
  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1_000_000_000) }
}

/// A recorder that doesn't aggregate is a gauge: its last value counts.
final class GaugeRecorder: RecorderHandler {
  private let series: MetricSeries

  init(_ series: MetricSeries) { self.series = series }

  func record(_ value: Int64) { series.set(Double(value)) }
  func record(_ value: Double) { series.set(value) }
}
