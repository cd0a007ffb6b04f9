import Core
import Foundation
import ModelGateway

/// `latchkey wire`: what goes over the wires, without a key and without a network.
package enum WireCommand {
  package static func decode(provider: String, isStream: Bool, status: Int) throws {
    let report = WireReport.decode(
      body: try StandardInput.data(), provider: try Provider(named: provider), isStream: isStream, status: status)
    print(report.serialized(pretty: true))
  }

  package static func encode(provider name: String, model: String) async throws {
    let provider = try Provider(named: name)
    let configuration = try await AppConfiguration.make(
      arguments: [], environment: ProcessInfo.processInfo.environment)
    let chat: ChatRequest
    do {
      chat = try JSONDecoder().decode(ChatRequest.self, from: StandardInput.data())
    } catch let error as DecodingError {
      throw CommandError.malformedChat(RequestError(error).message)
    }
    let report = try WireReport.encode(
      chat, provider: provider, model: model, endpoints: configuration.endpoints)
    print(report.serialized(pretty: true))
  }
}
