import Metrics
import Testing

@testable import WebApp

@Suite struct PrometheusRegistryTests {
  @Test func metricsAreWrittenInPrometheusText() {
    let registry = PrometheusRegistry()
    Counter(label: "tasks_total", dimensions: [("payer", "own_key"), ("feature", "chat")], factory: registry)
      .increment(by: 3)
    Meter(label: "open.streams", factory: registry).set(2)
    Timer(label: "wait_seconds", dimensions: [], factory: registry).recordNanoseconds(1_500_000_000)
    let text = registry.text()
    #expect(text.contains("# TYPE tasks_total counter\ntasks_total{feature=\"chat\",payer=\"own_key\"} 3\n"))
    #expect(text.contains("# TYPE open_streams gauge\nopen_streams 2.0\n"))
    #expect(text.contains("# TYPE wait_seconds summary\nwait_seconds_sum 1.5\nwait_seconds_count 1\n"))
  }

  @Test func theSameSeriesIsCountedTogether() {
    let registry = PrometheusRegistry()
    for _ in 0..<5 { Counter(label: "n", dimensions: [("a", "b")], factory: registry).increment() }
    #expect(registry.text().contains("n{a=\"b\"} 5"))
  }

  @Test func labelsCantBreakTheFormatOrFillTheMemory() {
    let registry = PrometheusRegistry(seriesLimit: 2)
    Counter(label: "n", dimensions: [("a", "x\"} 1\nevil 2")], factory: registry).increment()
    for number in 0..<10 { Counter(label: "n", dimensions: [("a", "\(number)")], factory: registry).increment() }
    let text = registry.text()
    #expect(!text.contains("\nevil"))
    #expect(text.contains("latchkey_metrics_dropped_series_total 9"))
  }
}
