import Core
import Foundation
import Testing

@testable import ProviderSimulator

/// What the simulated model answers in each phase of the analyst's work.
@Suite struct SimulatedModelTests {
  private func answer(_ question: String, phase: String, before: String = AnalysisPlanTests.profile) -> String {
    let turn = SimulatedTurn(role: .user, text: before + "\n\nQuestion: " + question)
    let call = SimulatedCall(model: "m", system: "LATCHKEY-TASK: \(phase)\n", turns: [turn])
    return SimulatedModel().answer(to: call, inputTokens: 1, cachedTokens: 0).text
  }

  @Test func theFirstPhaseHasOneSentenceAndOneBlockOfCode() {
    let text = answer("Total revenue by region?", phase: "write-code")
    #expect(text.hasPrefix("I compute total revenue by region.\n\n```python\n"))
    #expect(text.hasSuffix("\n```\n"))
    #expect(text.components(separatedBy: "```").count == 3)
  }

  @Test func equalPromptsHaveEqualAnswers() {
    let first = answer("Top 5 regions", phase: "write-code")
    #expect(first == answer("Top 5 regions", phase: "write-code"))
  }

  @Test func badCodeIsRepairedAndAlwaysBadIsNot() {
    #expect(answer("[sim:bad-code] revenue by region", phase: "write-code").contains("undefined_table"))
    let error = AnalysisPlanTests.profile + "\n\nNameError: name 'undefined_table' is not defined"
    #expect(
      !answer("[sim:bad-code] revenue by region", phase: "repair-code", before: error).contains("undefined_table"))
    #expect(answer("[sim:always-bad] revenue", phase: "repair-code", before: error).contains("undefined_table"))
  }

  @Test func marksChangeTheAnswer() {
    #expect(!answer("[sim:no-code] revenue", phase: "write-code").contains("```"))
    #expect(answer("[sim:inject] revenue", phase: "write-code").contains("```python"))
    #expect(answer("[sim:inject] revenue", phase: "conclude").contains("<script>"))
    #expect(answer("[sim:tiny] rows", phase: "write-code").contains("print(f\"Rows: {len(df)}\")"))
    #expect(TextPieces.count(in: answer("[sim:long] revenue", phase: "conclude")) > 1500)
  }

  @Test func aGreetingGetsNoProgram() {
    #expect(answer("Hello there!", phase: "write-code") == "Hello! Ask me something about your data.")
  }

  @Test func withoutADataSetItAsksForOne() {
    #expect(answer("What sells best?", phase: "answer", before: "").contains("Upload a data set"))
  }

  static let outputs = [
    """
    Compared: total revenue by region
    Groups: 5
    Highest: North with 64,411.31 (26.7 % of the total)
    Lowest: East with 34,902.69 (14.5 % of the total)
    Overall total revenue: 244,364.11
    Rows without revenue: 10
    """,
    """
    Followed: total revenue by month
    Periods: 12
    First month: 2025-01 with 16,709.84
    Last month: 2025-12 with 25,622.87
    Highest month: 2025-11 with 32,028.17
    Lowest month: 2025-07 with 14,922.57
    Change from first to last: +53.3 %
    """,
    """
    Distribution of: revenue
    Values: 790
    Median: 232.67
    Mean: 309.32
    Middle half: 158.75 to 349.05
    Range: 53.36 to 2,105.24
    Outliers: 72
    Rows without revenue: 10
    """,
    """
    Ranked: category by total units, lowest first
    First: Garden with 344
    Second: Furniture with 446
    Sum of the 3 shown: 1,558 (46.0 % of the total)
    Overall total units: 3,388
    """,
    """
    Rows: 800
    Columns: 10
    Missing values: 88 of 8,000 cells
    Average revenue: 309.32
    """,
    "Something else: 42\nAnother: 7.5",
  ]

  @Test(arguments: outputs)
  func everyNumberOfAConclusionStandsInTheOutput(output: String) {
    let code = "print(f\"Overall {result}: 999,999\")"
    let before =
      "The program that ran:\n\n```python\n\(code)\n```\n\nIts output:\n\n<data>\nPrinted:\n\(output)\n</data>"
    let text = answer("Why?", phase: "conclude", before: before)
    let numbers = text.matches(of: /[+-]?\d[\d,.]*\d|\d/).map { String($0.output) }
    #expect(!numbers.isEmpty)
    for number in numbers { #expect(output.contains(number), "\(number) in \(text)") }
    let sentences = text.components(separatedBy: ". ").count
    #expect((2...4).contains(sentences), "\(text)")
  }
}
