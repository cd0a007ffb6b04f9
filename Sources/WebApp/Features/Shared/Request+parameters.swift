import Core
import Foundation
import HTTPTypes
import Hummingbird

extension Request {
  /// A whole number from the query, within bounds; nil when it is not there.
  func integer(_ name: String, in bounds: ClosedRange<Int64>) throws(RequestError) -> Int64? {
    guard let text = uri.queryParameters[Substring(name)] else { return nil }
    guard let number = Int64(text), bounds.contains(number) else {
      throw .invalid(
        field: name, reason: "it must be a whole number from \(bounds.lowerBound) to \(bounds.upperBound).")
    }
    return number
  }

  /// A day from the query as `YYYY-MM-DD`; nil when it is not there.
  func day(_ name: String) throws(RequestError) -> String? {
    guard let text = uri.queryParameters[Substring(name)].map(String.init) else { return nil }
    guard text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil else {
      throw .invalid(field: name, reason: "it must be a day like 2026-11-23.")
    }
    return text
  }

  /// The client's name for this request: the header `Idempotency-Key`, or the body's field; nil when it gave none.
  func idempotencyKey(_ field: String?) throws(RequestError) -> IdempotencyKey? {
    guard let text = headers[.idempotencyKey] ?? field else { return nil }
    return try IdempotencyKey(text)
  }
}

extension HTTPField.Name {
  static let idempotencyKey = Self("Idempotency-Key")!
}

extension RequestContext {
  /// A typed id from the path; nil when it can't be one.
  func pathID<Kind>(_ name: String) -> Identifier<Kind>? {
    parameters.get(name).flatMap { Identifier($0) }
  }
}
