package import Core

/// An answer as it is stored and shown again without running anything.
package struct AnswerContent: Sendable, Equatable, Codable {
  package var blocks: [AnswerBlock]
  package var receipt: JSONValue?
  package var error: TaskFailure?
  /// True when the person stopped it; nil otherwise.
  package var stopped: Bool?

  package init(
    blocks: [AnswerBlock] = [], receipt: JSONValue? = nil, error: TaskFailure? = nil, stopped: Bool? = nil
  ) {
    self.blocks = blocks
    self.receipt = receipt
    self.error = error
    self.stopped = stopped
  }

  /// The texts of the answer, in order: what a later question remembers of it.
  package var text: String {
    blocks.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined(separator: "\n\n")
  }

  /// Whether there is nothing to read: no word and no result of a program. Code alone is no answer.
  package var isEmpty: Bool {
    blocks.allSatisfy { block in
      switch block {
      case .text(let text): text.allSatisfy(\.isWhitespace)
      case .code: true
      case .run: false
      }
    }
  }

  /// What is stored; what is not there is left out.
  package var json: JSONValue {
    var members: [String: JSONValue] = ["blocks": .array(blocks.map(\.json))]
    if let receipt { members["receipt"] = receipt }
    if let error { members["error"] = error.json }
    if let stopped { members["stopped"] = .bool(stopped) }
    return .object(members)
  }
}
