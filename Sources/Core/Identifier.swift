/// A typed identifier: a lower-case UUID unless the caller chose the text, so that an id of one kind can't be passed
/// for another.
///
/// Bounds: 1 to 64 characters of `a–z A–Z 0–9 - _ .`; `init?(_:)` refuses everything else, so that an id is safe in
/// SQL, URLs and file names.
package struct Identifier<Kind>: Hashable, Sendable, Codable, CustomStringConvertible {
  package let rawValue: String

  /// A new identifier: 48 bits of time, which keep what is new together in every index of a database, and 74 random
  /// bits (RFC 9562, version 7).
  package init() {
    rawValue = TimeOrderedUUID.make(millisecond: WallClock.system.now.milliseconds)
  }

  /// An identifier that came from outside; nil when it breaks the bounds.
  package init?(_ text: some StringProtocol) {
    guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else { return nil }
    rawValue = String(text)
  }

  /// An identifier read back from our own database, where it was checked on the way in.
  package init(trusted text: String) {
    rawValue = text
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = Self(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "Not a valid identifier.")
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  package var description: String { rawValue }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}

package enum UserKind {}
package enum SessionKind {}
package enum AccountKind {}
package enum TaskKind {}
package enum EntryKind {}
package enum ChatKind {}
package enum MessageKind {}
package enum DatasetKind {}
package enum UsageKind {}

package typealias UserID = Identifier<UserKind>
package typealias SessionID = Identifier<SessionKind>
package typealias AccountID = Identifier<AccountKind>
package typealias TaskID = Identifier<TaskKind>
package typealias EntryID = Identifier<EntryKind>
package typealias ChatID = Identifier<ChatKind>
package typealias MessageID = Identifier<MessageKind>
package typealias DatasetID = Identifier<DatasetKind>
package typealias UsageID = Identifier<UsageKind>
