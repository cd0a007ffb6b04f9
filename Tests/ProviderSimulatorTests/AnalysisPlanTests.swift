import Testing

@testable import ProviderSimulator

/// Which analysis a question gets.
@Suite struct AnalysisPlanTests {
  static let profile = """
    <data>
    Data set: orders.csv
    Columns:
    - order_id (text) 800 distinct, e.g. A10001; A10002
    - order_date (date) 320 distinct, stored as text, e.g. 2025-01-01
    - region (text) 5 distinct, 9 missing, e.g. North; South
    - category (text) 5 distinct
    - units (integer) 12 distinct, min 1, max 12
    - unit_price (number) 780 distinct
    - revenue (number) 790 distinct, 16 missing
    - rating (integer) 5 distinct
    Note: 16 rows have no revenue.
    </data>
    """

  static func reading(_ question: String, phase: String = "write-code", profile: String = profile) -> PromptReading {
    let turn = SimulatedTurn(role: .user, text: profile + "\n\nQuestion: " + question)
    return PromptReading(SimulatedCall(model: "m", system: "LATCHKEY-TASK: \(phase)\nRules.", turns: [turn]))
  }

  @Test(arguments: [
    ("What is the total revenue by region?", "total revenue by region"),
    ("Average rating per category", "average rating by category"),
    ("Revenue by region and category, please", "total revenue by region and category"),
    ("How did revenue develop over time?", "total revenue over time"),
    ("Show the monthly revenue by region", "total revenue over time by region"),
    ("How many orders were there per month?", "the number of rows over time"),
    ("Price over time", "average unit price over time"),
    ("Distribution of the unit price", "the distribution of unit price"),
    ("Is there a correlation between units and unit price?", "the relation between units and unit price"),
    ("Which columns are correlated?", "the correlations between the numeric columns"),
    ("Top 3 regions by revenue", "the highest 3 by region and total revenue"),
    ("Show the 10 orders with the lowest revenue", "the 10 rows with the lowest revenue"),
    ("Compare revenue between regions", "a comparison of revenue between the values of region"),
    ("How many orders per category?", "the number of rows by category"),
    ("Are there missing values?", "the missing values of every column"),
    ("Tell me about this file", "a summary of every column"),
  ])
  func aQuestionGetsTheAnalysisItsWordsAskFor(question: String, phrase: String) {
    #expect(AnalysisPlan.choose(for: Self.reading(question)).phrase == phrase)
  }

  @Test func theProfileIsReadFromThePrompt() {
    let columns = Self.reading("Hm?").columns
    #expect(columns.map(\.name).first == "order_id")
    #expect(columns.count == 8)
    #expect(columns[2].distinct == 5)
    #expect(columns[1].isDate)
    #expect(Self.reading("Line one\n\nLine two").question == "Line one\n\nLine two")
  }

  @Test func oddColumnNamesBecomeExactPython() {
    let profile = """
      Columns:
      - Price (EUR) (number) 12 distinct
      - "say \\"hi\\"\\n" (text) 4 distinct
      - Datum (date) 9 distinct, e.g. 31.12.2024
      """
    let columns = Self.reading("Hm?", profile: profile).columns
    #expect(columns.map(\.name) == ["Price (EUR)", "say \"hi\"\n", "Datum"])
    #expect(columns[1].python == #""say \"hi\"\n""#)
    #expect(columns[2].isDayFirst)
    let plan = AnalysisPlan.choose(for: Self.reading("price over time", profile: profile))
    #expect(plan.code.contains("dayfirst=True"))
  }

  @Test func yearsAreGroupedByAndNotAddedUp() {
    let profile = "Columns:\n- Sales Year (integer) 4 distinct\n- amount (number) 40 distinct\n"
    let plan = AnalysisPlan.choose(for: Self.reading("amount by sales year", profile: profile))
    #expect(plan.phrase == "total amount by Sales Year")
  }

  @Test(arguments: [
    "total revenue by region", "revenue over time", "revenue by month and region", "distribution of revenue",
    "correlation between units and revenue", "correlations", "top 5 regions", "top 5 orders",
    "compare revenue by region",
    "number of orders by region", "missing values", "overview",
  ])
  func aProgramShowsATableAndAFigureAndPrintsFacts(for question: String) {
    let code = AnalysisPlan.choose(for: Self.reading(question)).code
    #expect(code.contains("show(figure)"))
    #expect(code.contains("title="))
    #expect(code.contains("print(f\""))
    #expect(code.matches(of: /show\(/).count >= 2)
    #expect(!code.contains("\t"))
  }
}
