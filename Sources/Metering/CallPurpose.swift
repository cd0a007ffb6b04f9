/// What one model call of a task is for; stored with its usage record.
package enum CallPurpose: String, Sendable, CaseIterable {
  case answer, repair, conclusion, title
  case keyTest = "key_test"
}
