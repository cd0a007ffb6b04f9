package import Core
package import Foundation

/// Makes the wire formats visible, for `latchkey wire`.
package enum WireReport {
  package static func decode(body: Data, provider: Provider, isStream: Bool, status: Int = 200) -> JSONValue { .null }

  package static func encode(_ chat: ChatRequest, provider: Provider, model: String) throws -> JSONValue { .null }
}
