import Analyst
import CodeSandbox
import Core
import ModelGateway
import Testing

@Suite struct ChatTurnTests {
  private let dataset = AnalystDataset(
    path: "/data/sales.csv", name: "sales.csv",
    profile: DatasetProfile(
      rows: 3, columns: 2, encoding: "cp1252", delimiter: ";",
      columnProfiles: [
        ColumnProfile(name: "region", type: .text, distinct: 2, examples: ["North", "South"]),
        ColumnProfile(name: "amount", type: .number, missing: 1, distinct: 2, min: 1.5, max: 3, mean: 2.25),
      ]))
  private let recorder = EventRecorder()

  private func answer(
    _ model: ScriptedModel, _ sandbox: ScriptedSandbox, history: [ChatTurn] = [], dataset: AnalystDataset? = nil,
    withoutData: Bool = false
  ) async throws -> AnswerContent {
    let recorder = recorder
    return try await ChatTurnAnalyst(sandbox: sandbox).answer(
      question: "What is the total?", history: history, dataset: withoutData ? nil : dataset ?? self.dataset,
      options: AnswerOptions(temperature: 0.2, maxTokens: 900), task: model, emit: { recorder.record($0) })
  }

  private func program(_ code: String) -> ScriptedModel.Reply { .says("I add it up.\n\n```python\n\(code)\n```\n") }

  @Test func aGoodProgramRunsOnceAndIsConcludedFrom() async throws {
    let model = ScriptedModel([program("print(df.amount.sum())"), .says("The total is **4.5**.")])
    let sandbox = ScriptedSandbox([.prints("total: 4.5\n")])
    let content = try await answer(model, sandbox)

    #expect(recorder.names == ["step", "text", "code", "step", "run", "step", "text"])
    #expect(
      content.blocks == [
        .text("I add it up.\n\n"), .code("print(df.amount.sum())\n", attempt: 1),
        .run(RunResult(stdout: "total: 4.5\n"), attempt: 1), .text("The total is **4.5**."),
      ])
    #expect(recorder.builder.content == content)
    #expect(model.calls.map(\.purpose) == [.answer, .conclusion])
    #expect(model.outputBegan)
    #expect(sandbox.requests.first?.dataset?.encoding == "cp1252")
    #expect(sandbox.requests.first?.dataset?.delimiter == ";")
    #expect(model.calls.allSatisfy { $0.request.temperature == 0.2 && $0.request.maxTokens == 900 })
    #expect(model.calls[1].request.turns.last?.text.contains("total: 4.5") == true)
  }

  @Test func aFailingProgramIsRepairedFromItsTraceback() async throws {
    let model = ScriptedModel([
      program("boom"), .says("The name was wrong.\n```python\nprint(1)\n```"), .says("It is 1."),
    ])
    let sandbox = ScriptedSandbox([.fails("NameError", "name 'boom' is not defined"), .prints("1\n")])
    let content = try await answer(model, sandbox)

    #expect(sandbox.requests.map(\.code) == ["boom\n", "print(1)\n"])
    #expect(model.calls.map(\.purpose) == [.answer, .repair, .conclusion])
    let repair = model.calls[1].request
    #expect(repair.turns.last?.text.contains("name 'boom' is not defined") == true)
    #expect(repair.turns.last?.text.contains("Question: What is the total?") == true)
    #expect(repair.turns.map(\.role) == [.user, .assistant, .user])
    #expect(recorder.events.contains(.step(.repairing, attempt: 2)))
    #expect(!content.text.contains("The name was wrong"))
    #expect(content.text.hasSuffix("It is 1."))
  }

  @Test func aProgramIsRepairedTwiceAtMost() async throws {
    let model = ScriptedModel([program("a"), program("b"), program("c"), .says("Done.")])
    let sandbox = ScriptedSandbox([.fails("KeyError", "'a'"), .fails("KeyError", "'b'"), .prints("3\n")])
    let content = try await answer(model, sandbox)
    #expect(sandbox.requests.map(\.code) == ["a\n", "b\n", "c\n"])
    #expect(content.blocks.last == .text("Done."))
  }

  @Test func aProgramThatCannotBeRepairedIsGivenUpWithItsError() async throws {
    let model = ScriptedModel([program("a"), program("b"), program("c"), .says("never asked")])
    let sandbox = ScriptedSandbox([.fails("KeyError", "'a'"), .fails("KeyError", "'b'"), .fails("TypeError", "no")])
    await #expect(throws: AnswerError.codeFailed(type: "TypeError", message: "no")) {
      try await answer(model, sandbox)
    }
    #expect(model.calls.count == 3)
    #expect(recorder.builder.content.blocks.count == 7)
  }

  @Test func aSilentProgramIsRepairedButInTheEndAccepted() async throws {
    let model = ScriptedModel([program("a"), program("b"), program("c"), .says("Nothing to see.")])
    let sandbox = ScriptedSandbox([.prints(""), .prints("\n"), .prints("")])
    let content = try await answer(model, sandbox)
    #expect(model.calls[1].request.turns.last?.text.contains("use show() or print()") == true)
    #expect(content.blocks.last == .text("Nothing to see."))
  }

  @Test func aQuestionThatNeedsNoCodeIsAnsweredInWords() async throws {
    let model = ScriptedModel([.says("“amount” is the price in euros.")])
    let sandbox = ScriptedSandbox([])
    let content = try await answer(model, sandbox)
    #expect(content.blocks == [.text("“amount” is the price in euros.")])
    #expect(sandbox.requests.isEmpty)
  }

  @Test func withoutADataSetTheModelTalks() async throws {
    let model = ScriptedModel([.says("Hello.\n```python\nprint(1)\n```\n")])
    let sandbox = ScriptedSandbox([])
    let content = try await answer(model, sandbox, withoutData: true)
    #expect(content.text.contains("print(1)"))
    #expect(model.calls[0].request.system?.contains("LATCHKEY-TASK: answer") == true)
    #expect(sandbox.requests.isEmpty)
  }

  @Test(arguments: ["", "  \n"])
  func anEmptyAnswerIsAnError(_ text: String) async throws {
    await #expect(throws: AnswerError.empty) { try await answer(ScriptedModel([.says(text)]), ScriptedSandbox([])) }
    await #expect(throws: AnswerError.empty) {
      try await answer(ScriptedModel([program("a"), .says(text)]), ScriptedSandbox([.prints("1")]))
    }
    await #expect(throws: AnswerError.empty) {
      try await answer(ScriptedModel([.says(text)]), ScriptedSandbox([]), withoutData: true)
    }
  }

  @Test(arguments: ["```python\n```", "```python\n\n```\n", "  \n```py\n   \n```\n \n"])
  func aFenceWithNothingInItIsNoAnswer(_ text: String) async throws {
    let model = ScriptedModel([.says(text)])
    await #expect(throws: AnswerError.empty) { try await answer(model, ScriptedSandbox([])) }
    #expect(!model.outputBegan, "nothing was shown that anybody would pay for")
  }

  @Test func aRepairWithNothingInItIsNoAnswer() async throws {
    let model = ScriptedModel([program("a"), .says("```python\n```\n")])
    await #expect(throws: AnswerError.empty) {
      try await answer(model, ScriptedSandbox([.fails("KeyError", "'price'")]))
    }
  }

  @Test func blankTextDoesNotBeginAnAnswer() async throws {
    let model = ScriptedModel([.breaks("\n  \n", SandboxError.busy)])
    await #expect(throws: SandboxError.busy) { try await answer(model, ScriptedSandbox([]), withoutData: true) }
    #expect(!model.outputBegan)
  }

  @Test func nothingBeganWhenNothingWasSaid() async throws {
    let model = ScriptedModel([.says("")])
    await #expect(throws: AnswerError.empty) { try await answer(model, ScriptedSandbox([])) }
    #expect(!model.outputBegan)
  }

  @Test(arguments: [FinishReason.refusal, .contentFilter])
  func aRefusalIsAnError(_ reason: FinishReason) async throws {
    await #expect(throws: AnswerError.refused) {
      try await answer(ScriptedModel([.says("I can't.", finish: reason)]), ScriptedSandbox([]))
    }
  }

  @Test func aRepairThatExplainsInsteadIsTheAnswer() async throws {
    let model = ScriptedModel([program("a"), .says("There are no prices in this data set.")])
    let content = try await answer(model, ScriptedSandbox([.fails("KeyError", "'price'")]))
    #expect(content.blocks.last == .text("There are no prices in this data set."))
  }

  @Test func troubleOfTheSandboxIsNotRepaired() async throws {
    let model = ScriptedModel([program("a")])
    await #expect(throws: SandboxError.busy) { try await answer(model, ScriptedSandbox([.failure(.busy)])) }
    await #expect(throws: CancellationError.self) {
      try await answer(ScriptedModel([program("a")]), ScriptedSandbox([.failure(.cancelled)]))
    }
    #expect(model.calls.count == 1)
  }

  @Test func whatWasSaidBeforeAFailureIsKept() async throws {
    let model = ScriptedModel([program("a"), .breaks("The total", SandboxError.busy)])
    await #expect(throws: SandboxError.busy) { try await answer(model, ScriptedSandbox([.prints("4")])) }
    #expect(recorder.builder.content.text == "I add it up.\n\n\n\nThe total")
  }

  @Test func aStopInTheMiddleEndsTheTurn() async throws {
    let model = ScriptedModel([program("a"), .hangs("The total is")])
    let sandbox = ScriptedSandbox([.prints("4")])
    let turn = Task { try await answer(model, sandbox) }
    while recorder.names.filter({ $0 == "text" }).count < 2 { await Task.yield() }
    turn.cancel()
    await #expect(throws: CancellationError.self) { try await turn.value }
    #expect(recorder.builder.content.text.hasSuffix("The total is"))
  }

  @Test func theHistoryIsShortAndAlternates() async throws {
    let history: [ChatTurn] =
      [.assistant("dropped")] + (1...9).flatMap { [.user("question \($0)"), .assistant("answer \($0)")] }
      + [.user("unanswered"), .user("What is the total?")]
    let model = ScriptedModel([.says("Words.")])
    _ = try await answer(model, ScriptedSandbox([]), history: history)
    let turns = model.calls[0].request.turns
    #expect(turns.map(\.role) == [.user, .assistant, .user, .assistant, .user, .assistant, .user])
    #expect(turns.first?.text == "question 7")
    #expect(turns.last?.text.hasSuffix("Question: What is the total?") == true)
  }
}
