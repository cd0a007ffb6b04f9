import Core
package import Hummingbird
import Logging
import NIOPosix
import Storage

/// The only place where the server is put together; tests call it too.
package func buildApplication(services: Services) -> some ApplicationProtocol {
  let configuration = services.configuration
  let gate = ListeningGate()
  let router = buildRouter(services: services)
  return Application(
    router: router,
    server: .watchingClients(gate),
    configuration: .init(
      address: .hostname(configuration.listen.host, port: configuration.listen.port), serverName: "latchkey"),
    onServerRunning: { channel in
      try? await gate.guardClosing(of: channel)
      let port = channel.localAddress?.port ?? configuration.listen.port
      // The one line on standard output: scripts and tests wait for it.
      StandardOutput.line("Latchkey listens on http://\(ListenAddress(host: configuration.listen.host, port: port))")
    },
    eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton), logger: services.logger)
}
