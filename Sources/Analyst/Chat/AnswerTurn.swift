import CodeSandbox
import ModelGateway

/// One question on its way to an answer.
struct AnswerTurn {
  let analyst: ChatTurnAnalyst
  let question: String
  let options: AnswerOptions
  let task: any ModelCalling
  let emit: @Sendable (TaskEvent) async throws -> Void
  private(set) var builder = AnswerBuilder()

  init(
    analyst: ChatTurnAnalyst, question: String, options: AnswerOptions, task: any ModelCalling,
    emit: @escaping @Sendable (TaskEvent) async throws -> Void
  ) {
    self.analyst = analyst
    self.question = question
    self.options = options
    self.task = task
    self.emit = emit
  }

  var content: AnswerContent { builder.content }

  /// An answer in words alone.
  mutating func talk(history: [ChatTurn]) async throws {
    try await send(.step(.answering, attempt: nil))
    try await speak(request(AnalystPrompts.answer, history + [.user(question)]), for: .answer)
    try checkAnswer()
  }

  /// An answer from a program's output; in words alone when the model sees nothing to compute.
  mutating func compute(about dataset: AnalystDataset, history: [ChatTurn]) async throws {
    try await computeAndConclude(about: dataset, history: history)
    try checkAnswer()
  }

  /// An answer without a word and without a result is none, and free (C5).
  private func checkAnswer() throws(AnswerError) {
    if content.isEmpty { throw .empty }
  }

  private mutating func computeAndConclude(about dataset: AnalystDataset, history: [ChatTurn]) async throws {
    var turns = history + [.user(AnalystPrompts.question(question, about: dataset))]
    try await send(.step(.writingCode, attempt: nil))
    guard var code = try await write(request(AnalystPrompts.writeCode, turns), for: .answer, showsText: true).program
    else { return }
    var attempt = 1
    var result = try await run(code, dataset, attempt)
    while let error = Self.failure(of: result, mayBeSilent: attempt > ChatTurnAnalyst.mostRepairs) {
      guard attempt <= ChatTurnAnalyst.mostRepairs else {
        throw AnswerError.codeFailed(type: error.type, message: error.message)
      }
      attempt += 1
      turns += [
        .assistant("```python\n\(code)\n```"), .user(AnalystPrompts.repair(question, error: error, result: result)),
      ]
      try await send(.step(.repairing, attempt: attempt))
      let repaired = try await write(request(AnalystPrompts.repairCode, turns), for: .repair, showsText: false)
      guard let program = repaired.program else {
        // Words in place of a program: that the data can't tell, for example.
        guard !repaired.text.allSatisfy(\.isWhitespace) else { throw AnswerError.empty }
        return try await send(.text(delta: repaired.text))
      }
      code = program
      result = try await run(code, dataset, attempt)
    }
    try await send(.step(.concluding, attempt: nil))
    let prompt = AnalystPrompts.conclusion(question, dataset: dataset, code: code, result: result)
    try await speak(request(AnalystPrompts.conclude, [.user(prompt)]), for: .conclusion)
  }

  private mutating func run(_ code: String, _ dataset: AnalystDataset, _ attempt: Int) async throws -> RunResult {
    try await send(.code(code, attempt: attempt))
    try await send(.step(.running, attempt: attempt))
    let request = RunRequest(code: code, dataset: dataset.sandboxed, limits: analyst.limits)
    let result = try await analyst.sandbox.runOrCancel(request)
    try await send(.run(result, attempt: attempt))
    return result
  }

  /// The error to repair. A program that shows nothing is one too, unless no repair is left.
  private static func failure(of result: RunResult, mayBeSilent: Bool) -> RunError? {
    if let error = result.error { return error }
    let isSilent = result.stdout.allSatisfy(\.isWhitespace) && result.tables.isEmpty && result.figures.isEmpty
    guard isSilent, !mayBeSilent else { return nil }
    return RunError(
      type: "NoOutput", message: "The program ended well but showed and printed nothing; use show() or print().")
  }

  fileprivate mutating func send(_ event: TaskEvent) async throws {
    try Task.checkCancellation()
    try await emit(event)
    builder.add(event)
    switch event {
    case .text(let delta): if !delta.allSatisfy(\.isWhitespace) { task.markOutputBegan() }
    case .code, .run: task.markOutputBegan()
    case .task, .step, .receipt, .error, .done: break
    }
  }
}

extension AnswerTurn {
  private func request(_ system: String, _ turns: [ChatTurn]) -> ChatRequest {
    ChatRequest(
      model: "", system: system, turns: turns, temperature: options.temperature, maxTokens: options.maxTokens)
  }

  /// A call whose whole text is for people.
  private mutating func speak(_ request: ChatRequest, for purpose: AnalystCall) async throws {
    var turn = self
    let response = try await task.stream(request, for: purpose) { event in
      guard case .textDelta(let delta) = event, !delta.isEmpty else { return }
      try await turn.send(.text(delta: delta))
    }
    self = turn
    try Self.check(response)
  }

  /// A call that may hold a program: the text around it is for people, if `showsText` says so, and returned.
  private mutating func write(
    _ request: ChatRequest, for purpose: AnalystCall, showsText: Bool
  ) async throws -> (program: String?, text: String) {
    var turn = self
    var splitter = FenceSplitter()
    var around = ""
    let response = try await task.stream(request, for: purpose) { event in
      guard case .textDelta(let delta) = event else { return }
      let text = splitter.add(delta)
      around += text
      if showsText, !text.isEmpty { try await turn.send(.text(delta: text)) }
    }
    let rest = splitter.finish()
    around += rest
    if showsText, !rest.isEmpty { try await turn.send(.text(delta: rest)) }
    self = turn
    try Self.check(response)
    return (splitter.program, around)
  }

  private static func check(_ response: ChatResponse) throws(AnswerError) {
    switch response.finishReason {
    case .refusal, .contentFilter: throw .refused
    case .stop, .length, .toolCalls, .pause, .other, nil: break
    }
    guard !response.text.allSatisfy(\.isWhitespace) else { throw .empty }
  }
}
