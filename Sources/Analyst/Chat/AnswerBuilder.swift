/// Folds a task's events into the answer that is stored, so that what was said before a failure or a stop is kept.
package struct AnswerBuilder: Sendable {
  package private(set) var content = AnswerContent()
  private var isInText = false

  package init() {}

  package mutating func add(_ event: TaskEvent) {
    switch event {
    case .text(let delta): addText(delta)
    case .code(let code, let attempt): append(.code(code, attempt: attempt))
    case .run(let result, let attempt): append(.run(result, attempt: attempt))
    case .receipt(let receipt): content.receipt = receipt
    case .error(let failure): content.error = failure
    case .done(let status): content.stopped = status == .stopped ? true : nil
    // A new step begins a new paragraph.
    case .step: isInText = false
    case .task: break
    }
  }

  private mutating func append(_ block: AnswerBlock) {
    isInText = false
    content.blocks.append(block)
  }

  private mutating func addText(_ delta: String) {
    guard isInText, case .text(var text) = content.blocks.last else {
      isInText = true
      return content.blocks.append(.text(delta))
    }
    // Emptied first, so that the text has one owner and is not copied for each piece.
    content.blocks[content.blocks.count - 1] = .text("")
    text += delta
    content.blocks[content.blocks.count - 1] = .text(text)
  }
}
