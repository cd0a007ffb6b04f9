import Core
import Foundation

/// What an error in a recording may be called, found in its words in the plainest way.
struct ExpectedError: Equatable {
  /// The codes that do the body justice; more than one where its words leave it open.
  let codes: Set<String>
  /// What the provider wrote.
  var message = ""

  init(codes: Set<String>, message: String = "") {
    self.codes = codes
    self.message = message
  }

  /// - Parameter member: the member `error` of a body: an object or a text; nil when it says nothing
  init?(_ member: Any?, status: Int?) {
    guard let member, !(member is NSNull), (member as? String) != "" else { return nil }
    let object = member as? [String: Any] ?? ["message": member]
    message = object["message"] as? String ?? ""
    let json = (try? JSONSerialization.data(withJSONObject: object)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    codes = Self.codes(in: json.lowercased(), status: status ?? object["code"] as? Int)
  }

  /// A body that is no JSON.
  init(status: Int) {
    codes = Set(["region_blocked", "request_too_large", "overloaded", "unavailable"].map { "provider." + $0 })
  }

  private static func codes(in text: String, status: Int?) -> Set<String> {
    let found = table.first { row in
      row.words.contains { text.contains($0) } || status.map(row.statuses.contains) == true
    }
    return Set((found?.codes ?? ["unavailable"]).map { "provider." + $0 })
  }

  /// The first row that a word or a status belongs to.
  private static let table: [(words: [String], statuses: [Int], codes: [String])] = [
    (["organization has been disabled", "suspended", "leaked", "restricted", "deactivated"], [], ["key_disabled"]),
    (
      ["insufficient_quota", "credit balance", "billing_", "spend_limit", "usage limits", "perday"], [402],
      ["no_credit"]
    ),
    (["too large", "too long", "context_length", "context window"], [413], ["request_too_large"]),
    (["rate_limit", "resource_exhausted", "slow_down"], [429], ["rate_limited", "no_credit"]),
    (["content_policy", "content filtering"], [], ["content_refused"]),
    (["missing scopes", "permission"], [], ["missing_permission"]),
    (["model_not_found", "decommissioned", "not_found"], [404], ["model_unavailable"]),
    (["location is not supported", "unsupported_country", "request not allowed"], [], ["region_blocked"]),
    (["api_key", "authentication_error", "expired"], [401], ["invalid_key", "key_expired"]),
    (["overloaded", "capacity", "unavailable"], [498, 503, 529], ["overloaded"]),
    (["forbidden"], [403], ["missing_permission", "region_blocked"]),
    (["server_error", "internal", "api_error", "timeout_error"], [500, 502, 504], ["unavailable"]),
    (["invalid_request", "invalid_argument"], [400, 422], ["invalid_request"]),
  ]
}
