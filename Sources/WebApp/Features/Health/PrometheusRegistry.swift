package import Metrics
import Synchronization

/// Keeps the process's metrics in memory and writes them in Prometheus's text format (version 0.0.4).
///
/// Bounds: at most `seriesLimit` series; what comes beyond is counted in `latchkey_metrics_dropped_series_total` and
/// nowhere else,
/// so that a label out of control can't fill the memory.
package final class PrometheusRegistry: MetricsFactory {
  private struct State {
    var series: [SeriesID: MetricSeries] = [:]
    var dropped = 0
  }

  private let state = Mutex(State())
  private let seriesLimit: Int

  package init(seriesLimit: Int = 2000) { self.seriesLimit = seriesLimit }

  /// All series, grouped by name, in an order that stays.
  package func text() -> String {
    let (series, dropped) = state.withLock { ($0.series, $0.dropped) }
    let families = Dictionary(grouping: series, by: { $0.key.name }).sorted { $0.key < $1.key }
    let lines = families.flatMap { name, members in
      PrometheusText.lines(family: name, members.sorted { $0.key.labels < $1.key.labels }.map { ($0.key, $0.value) })
    }
    let droppedLine = "latchkey_metrics_dropped_series_total \(dropped)"
    return (lines + ["# TYPE latchkey_metrics_dropped_series_total counter", droppedLine]).joined(separator: "\n")
      + "\n"
  }

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    series(label, dimensions, kind: .counter)
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    series(label, dimensions, kind: .gauge)
  }

  package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    aggregate ? series(label, dimensions, kind: .summary) : GaugeRecorder(series(label, dimensions, kind: .gauge))
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    series(label, dimensions, kind: .summary)
  }

  // A series lives as long as the process, as Prometheus expects of counters.
  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}

  private func series(_ label: String, _ dimensions: [(String, String)], kind: MetricSeries.Kind) -> MetricSeries {
    let id = SeriesID(label: label, dimensions: dimensions)
    return state.withLock { state in
      if let known = state.series[id] { return known }
      let new = MetricSeries(kind: kind)
      guard state.series.count < seriesLimit else {
        state.dropped += 1
        return new
      }
      state.series[id] = new
      return new
    }
  }
}
