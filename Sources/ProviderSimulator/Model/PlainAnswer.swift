/// An answer without a program: small talk, questions without a data set, key tests.
struct PlainAnswer {
  let reading: PromptReading
  let call: SimulatedCall

  var text: String {
    if let last = call.turns.last, last.role == .tool { return "The tool answered: \(last.text)" }
    if reading.columns.isEmpty {
      return """
        I am a simulated model, so I answer without looking anything up. Upload a data set and ask about it: totals by \
        a category, a trend over time, a distribution, a correlation or the top rows.
        """
    }
    let names = reading.columns.prefix(6).map { "`\($0.name)`" }.joined(separator: ", ")
    return "The data set has \(reading.columns.count) columns, among them \(names). Ask for totals, a trend or a chart."
  }
}
