import AsyncHTTPClient
import Core
import Foundation
import Metering
import ModelGateway

/// `latchkey key check`: the outcome for a key read from standard input, as one JSON object. Exit code 0 when the
/// provider accepted the key.
package enum KeyCommand {
  package static func check(provider name: String, model: String?) async throws {
    let provider = try Provider(named: name)
    guard provider.acceptsOwnKey else { throw KeyError.providerTakesNoKeys(provider) }
    let configuration = try await AppConfiguration.make(
      arguments: [], environment: ProcessInfo.processInfo.environment)
    let key = Secret(try StandardInput.line())
    let verdict = try await withHTTPClient { client in
      let gateway = ModelGateway(httpClient: client, endpoints: configuration.endpoints, logger: ServeCommand.logger)
      return await KeyDesk.operatorCheck(key, at: provider, testing: model, gateway: gateway)
    }
    print(report(verdict).serialized(pretty: true))
    guard verdict.outcome.isGenuine else { throw CommandError.keyRefused(verdict.sentence) }
  }

  private static func report(_ verdict: KeyVerdict) -> JSONValue {
    var report: [String: JSONValue] = [
      "provider": .string(verdict.provider.rawValue), "outcome": .string(verdict.outcome.rawValue),
      "sentence": .string(verdict.sentence), "hint": .string(verdict.hint.text),
    ]
    report["help_url"] = verdict.helpURL.map { .string($0) }
    report["models"] = verdict.models.map { .array($0.map { .string($0) }) }
    report["provider_message"] = verdict.detail.map { .string($0) }
    report["retry_after"] = verdict.retryAfter.map { .int($0.inWholeSecondsRoundedUp) }
    return .object(report)
  }
}
