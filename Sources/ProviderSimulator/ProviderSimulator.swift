package import Core
import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle

/// The four providers on loopback: their wire formats, good and bad days, and a model that knows a little data
/// analysis.
///
/// A key that contains `sim-<behaviour>` chooses how it is treated (`Behaviour`); any other key is invalid.
package struct ProviderSimulator: Service {
  private let configuration: SimulatorConfiguration
  private let logger: Logger
  private let state = SimulatorState()
  private let boundPort = BoundPort()

  package init(configuration: SimulatorConfiguration = .init(), logger: Logger) {
    self.configuration = configuration
    self.logger = logger
  }

  /// The port it listens on, as soon as it does; throws when it could not start.
  package var port: Int {
    get async throws { try await boundPort.value() }
  }

  /// Runs until it is cancelled or told to shut down.
  package func run() async throws {
    guard Self.isLoopback(configuration.host) else { throw SimulatorError.notLoopback(configuration.host) }
    let application = Application(
      responder: SimulatorResponder(state: state, configuration: configuration),
      server: .http1(configuration: .init(additionalChannelHandlers: [CloseWithClientHandler()])),
      configuration: ApplicationConfiguration(address: .hostname(configuration.host, port: configuration.port)),
      onServerRunning: { [boundPort] channel in boundPort.settle(.success(channel.localAddress?.port ?? 0)) },
      logger: logger)
    do {
      try await application.run()
      boundPort.settle(.failure(SimulatorError.stopped))
    } catch {
      boundPort.settle(.failure(error))
      throw error
    }
  }

  private static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }
}

extension ProviderSimulator {
  /// What was seen since the start or the last reset.
  package var log: SimulatorLog { state.log }

  /// Treats keys that contain `text` in a new way from the next request on, whatever they name themselves.
  package func setBehaviour(_ behaviour: Behaviour, forKeysContaining text: String) {
    state.setBehaviour(behaviour, forKeysContaining: text)
  }

  /// Forgets changed behaviours, counters and the log.
  package func reset() { state.reset() }

  /// The key that the operator of the demo has at every provider. It holds no word that an answer may hold, since parts
  /// of a key are taken out of answers.
  package static let platformKey = "sim-good-Q7zK2xV9Lm4T8wRb"

  /// Base URLs and platform keys for a server that is to talk to a simulator on `port`, under the names of the official
  /// SDKs.
  package static func environment(port: Int) -> [String: String] {
    [
      "OPENAI_BASE_URL": baseURL(of: .openai, port: port), "ANTHROPIC_BASE_URL": baseURL(of: .anthropic, port: port),
      "GROQ_BASE_URL": baseURL(of: .groq, port: port), "GEMINI_BASE_URL": baseURL(of: .gemini, port: port),
      "LOCAL_BASE_URL": baseURL(of: .local, port: port),
      "OPENAI_API_KEY": platformKey, "ANTHROPIC_API_KEY": platformKey, "GROQ_API_KEY": platformKey,
      "GEMINI_API_KEY": platformKey, "LOCAL_API_KEY": platformKey,
    ]
  }

  /// The base URL of one provider, as its official SDK takes it.
  package static func baseURL(of provider: Provider, port: Int) -> String {
    let root = "http://127.0.0.1:\(port)"
    return switch provider {
    case .openai: root + "/v1"
    case .local: root + "/local/v1"
    case .anthropic, .groq, .gemini: root + "/" + provider.rawValue
    }
  }
}
