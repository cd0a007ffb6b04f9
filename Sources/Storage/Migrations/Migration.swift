/// One step of the schema. A migration that was released is never edited: a change is a new migration.
package struct Migration: Sendable {
  /// 1, 2, 3, … without a gap.
  package let number: Int64
  package let name: String
  private let portable: [String]
  private let own: [Dialect: [String]]

  /// - Parameters:
  ///   - portable: statements that both engines run as they are.
  ///   - own: what has to be said to each engine in its own way; it runs after the portable statements.
  package init(number: Int64, name: String, portable: [String], own: [Dialect: [String]] = [:]) {
    self.number = number
    self.name = name
    self.portable = portable
    self.own = own
  }

  package func statements(for dialect: Dialect) -> [String] { portable + (own[dialect] ?? []) }

  /// A fingerprint (FNV-1a, 64 bits) of the portable statements: it tells when a migration was edited after it had run.
  package var fingerprint: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in portable.joined(separator: ";").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }

  /// Every migration that this program knows, in order.
  package static let all: [Migration] = [
    .people, .credits, .conversations, .usage, .limits, .jobs, .masterKeys, .quickRules,
  ]
}
