/// Where the simulator listens and how it paces itself.
package struct SimulatorConfiguration: Sendable {
  /// Loopback only: the simulator refuses to listen on any other address.
  package var host: String
  /// 0 lets the system choose; `ProviderSimulator.port` tells which.
  package var port: Int
  /// The pause after each piece of a streamed answer; zero streams as fast as it can.
  package var chunkDelay: Duration
  /// The pause between two tokens of the behaviour `drip` and of `[sim:slow]`: 20 tokens a second.
  package var dripDelay: Duration
  /// How long the behaviour `slow` waits before its first byte.
  package var slowFirstByte: Duration
  /// The seconds that `ratelimit` asks for in `retry-after`.
  package var retryAfterSeconds: Int
  /// The longest request body in bytes.
  package var bodyLimit: Int

  package init(
    host: String = "127.0.0.1", port: Int = 0, chunkDelay: Duration = .milliseconds(15),
    dripDelay: Duration = .milliseconds(50), slowFirstByte: Duration = .seconds(30), retryAfterSeconds: Int = 20,
    bodyLimit: Int = 32 * 1024 * 1024
  ) {
    self.host = host
    self.port = port
    self.chunkDelay = chunkDelay
    self.dripDelay = dripDelay
    self.slowFirstByte = slowFirstByte
    self.retryAfterSeconds = retryAfterSeconds
    self.bodyLimit = bodyLimit
  }

  /// Without pauses, on a port of the system's choice: what tests want.
  package static let immediate = SimulatorConfiguration(chunkDelay: .zero)
}
