package import Core

/// A value that goes into a statement or comes out of a row. Times are whole milliseconds, flags are 0 and 1, ids are
/// text.
package enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes([UInt8])
}

extension SQLValue {
  package static func id<Kind>(_ id: Identifier<Kind>) -> SQLValue { .text(id.rawValue) }
  package static func id<Kind>(_ id: Identifier<Kind>?) -> SQLValue { id.map { .text($0.rawValue) } ?? .null }
  package static func text(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
  package static func integer(_ number: Int) -> SQLValue { .integer(Int64(number)) }
  package static func integer(_ number: Int64?) -> SQLValue { number.map { .integer($0) } ?? .null }
  package static func integer(_ number: Int?) -> SQLValue { number.map { .integer(Int64($0)) } ?? .null }
  package static func real(_ number: Double?) -> SQLValue { number.map { .real($0) } ?? .null }
  package static func time(_ time: Timestamp) -> SQLValue { .integer(time.milliseconds) }
  package static func time(_ time: Timestamp?) -> SQLValue { time.map { .integer($0.milliseconds) } ?? .null }
  package static func credits(_ credits: Credits) -> SQLValue { .integer(credits.amount) }
  package static func flag(_ flag: Bool) -> SQLValue { .integer(flag ? 1 : 0) }
  package static func name<Value: RawRepresentable<String>>(_ value: Value) -> SQLValue { .text(value.rawValue) }
  package static func name<Value: RawRepresentable<String>>(_ value: Value?) -> SQLValue {
    value.map { .text($0.rawValue) } ?? .null
  }
  package static func json(_ value: JSONValue) -> SQLValue { .text(value.serialized()) }
  package static func json(_ value: JSONValue?) -> SQLValue { value.map { .text($0.serialized()) } ?? .null }
}
