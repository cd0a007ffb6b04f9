import Core

/// The model behind every simulated provider: equal prompts have equal answers.
struct SimulatedModel: Sendable {
  /// Answers a call and counts its tokens; the counts of the prompt come from the caller, who made them already.
  func answer(to call: SimulatedCall, inputTokens: Int, cachedTokens: Int) -> SimulatedAnswer {
    var answer = SimulatedAnswer()
    answer.id = SimulatorState.digest(of: call.model + call.prompt)
    if let toolCall = ToolCalling.call(for: call, id: answer.id) {
      answer.toolCall = toolCall
      answer.finish = .toolCall
    } else {
      answer.text = text(for: call)
    }
    if call.reasons { answer.reasoning = reasoning(for: call) }
    AnswerLimits.apply(to: &answer, of: call)
    answer.usage.input = max(inputTokens, 1)
    answer.usage.cached = min(cachedTokens, answer.usage.input)
    return answer
  }

  private func text(for call: SimulatedCall) -> String {
    let reading = PromptReading(call)
    let writesCode = reading.phase == .writeCode || reading.phase == .repairCode
    if reading.marks.contains(.inject), !writesCode { return SpecialAnswers.injection }
    if reading.marks.contains(.long), !writesCode { return SpecialAnswers.long }
    if reading.isGreeting { return "Hello! Ask me something about your data." }
    switch reading.phase {
    case .writeCode: return CodeWriter(reading: reading).firstAnswer()
    case .repairCode: return CodeWriter(reading: reading).repairedAnswer()
    case .conclude: return Conclusion(of: reading.output).text
    case .answer, nil: return PlainAnswer(reading: reading, call: call).text
    }
  }

  private func reasoning(for call: SimulatedCall) -> String {
    let reading = PromptReading(call)
    guard !reading.columns.isEmpty else { return "The question is short, so a short answer will do." }
    let plan = AnalysisPlan.choose(for: reading)
    return "The data set has \(reading.columns.count) columns. The question asks for \(plan.phrase), so I use that."
  }
}
