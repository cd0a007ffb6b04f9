/// Why held credits were given back.
package enum ReleaseReason: String, Hashable, Sendable, Codable, CaseIterable {
  case failure, cancelled
  case emptyAnswer = "empty_answer"
  case shutdown
  /// Nobody settled or released the hold before its time ran out.
  case expired
}
