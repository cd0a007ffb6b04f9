/// What a task is doing right now, as the page tells it.
package enum AnswerStep: String, Sendable, Codable, CaseIterable {
  case writingCode = "writing_code"
  case running, repairing, concluding, answering
}

/// How a task ended.
package enum AnswerStatus: String, Sendable, Codable, CaseIterable {
  case complete, failed, stopped
}
