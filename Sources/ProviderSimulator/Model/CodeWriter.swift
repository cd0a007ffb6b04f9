/// Writes the program that answers a question, in an answer as a model would phrase it.
struct CodeWriter {
  let reading: PromptReading

  func firstAnswer() -> String {
    if reading.marks.contains(.noCode) {
      return "I would rather explain it in words: the question can be answered from the columns, without any program."
    }
    if reading.marks.contains(.run), let program = reading.givenProgram {
      return phrase("I run the program as it is.", code: program)
    }
    if reading.marks.contains(.tiny) { return phrase("I count the rows.", code: "print(f\"Rows: {len(df)}\")") }
    let plan = AnalysisPlan.choose(for: reading)
    let isBad = reading.marks.contains(.badCode) || reading.marks.contains(.alwaysBad)
    return phrase("I compute \(plan.phrase).", code: isBad ? Self.broken(plan.code) : plan.code)
  }

  func repairedAnswer() -> String {
    let plan = AnalysisPlan.choose(for: reading)
    if reading.marks.contains(.alwaysBad) {
      return phrase("The name was wrong; this should work.", code: Self.broken(plan.code))
    }
    if reading.marks.contains(.badCode) {
      return phrase("A name was used before it was defined; this is the corrected program.", code: plan.code)
    }
    // A sound program failed on these data: fall back to what works on any table.
    return phrase(
      "The data did not fit the first program, so this one is simpler.",
      code: AnalysisPlan.summary(measure: nil, date: nil).code)
  }

  private func phrase(_ sentence: String, code: String) -> String {
    sentence + "\n\n```python\n" + code + "\n```\n"
  }

  /// The program with a name that does not exist.
  private static func broken(_ code: String) -> String {
    "prepared = undefined_table.copy()\n" + code
  }
}
