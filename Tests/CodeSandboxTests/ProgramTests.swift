import CodeSandbox
import Core
import Foundation
import Testing

@Suite struct ProgramTests {
  private let sales = """
    region,amount,day,note
    north,1.5,2024-01-01,"a, b"
    south,,2024-01-02,
    north,0.1,2024-01-03,"line
    break"

    """

  @Test func theDataSetIsThereAsADataFrame() async throws {
    let file = try TemporaryDataset(sales)
    let result = try await SandboxFixture.run("print(len(df), list(df.columns))\ndf", dataset: file.dataset)
    #expect(result.stdout == "3 ['region', 'amount', 'day', 'note']\n")
    let table = try #require(result.tables.first)
    #expect(table.columns.map(\.type) == ["text", "number", "text", "text"])
    #expect(table.rows[0] == ["north", 1.5, "2024-01-01", "a, b"])
    #expect(table.rows[1] == ["south", .null, "2024-01-02", .null])
    #expect(table.totalRows == 3)
  }

  @Test func aGroupedTableKeepsItsRowLabels() async throws {
    let file = try TemporaryDataset(sales)
    let result = try await SandboxFixture.run(
      "show(df.groupby('region')['amount'].agg(['sum', 'count']), 'By region')", dataset: file.dataset)
    let table = try #require(result.tables.first)
    #expect(table.title == "By region")
    #expect(table.columns.map(\.name) == ["region", "sum", "count"])
    #expect(table.rows == [["north", 1.6, 2], ["south", .double(0), 0]])
  }

  @Test func valuesKeepTheirPrecision() async throws {
    let result = try await SandboxFixture.run(
      """
      import datetime, decimal
      show(pd.DataFrame({
          "float": [0.1 + 0.2, float("nan"), float("inf")],
          "integer": pd.array([2**53, 2**62, None], dtype="Int64"),
          "day": pd.to_datetime(["2024-02-29", None, "2024-03-01"]),
          "time": pd.to_datetime(["2024-02-29 12:30:00.25", None, "2024-03-01 00:00:00.00"]),
          "flag": [True, False, None],
          "exact": [decimal.Decimal("1.10"), None, datetime.date(2024, 1, 2)],
          "small": np.array([0.1, 2.5, 3], dtype="float32"),
      }))
      """)
    #expect(result.error == nil)
    let table = try #require(result.tables.first)
    #expect(
      table.rows[0] == [
        0.30000000000000004, 9_007_199_254_740_992, "2024-02-29", "2024-02-29T12:30:00.250000", true, "1.10",
        0.10000000149011612,
      ])
    #expect(table.rows[1] == [.null, "4611686018427387904", .null, .null, false, .null, 2.5])
    #expect(table.rows[2][0] == "∞")
    #expect(table.rows[2].last == .double(3) || table.rows[2].last == .int(3))
    #expect(table.columns.map(\.type).prefix(4) == ["number", "integer", "date", "datetime"])
  }

  @Test func figuresComeAsData() async throws {
    let result = try await SandboxFixture.run(
      """
      import plotly.express as express
      express.bar(x=["a", "b"], y=[1, 2]).show()
      show(go.Figure(go.Scatter(y=[1, None, 3])), "Gaps")
      px.line(x=[1, 2], y=[3, 4])
      """)
    #expect(result.error == nil)
    try #require(result.figures.count == 3)
    #expect(result.figures[0]["data"]?[0]?["type"] == "bar")
    #expect(result.figures[1]["layout"]?["title"]?["text"] == "Gaps")
    #expect(result.figures[1]["data"]?[0]?["y"] == [1, .null, 3])
  }

  @Test func theLastExpressionIsShownLikeInANotebook() async throws {
    #expect(try await SandboxFixture.run("1 + 1").stdout == "2\n")
    #expect(try await SandboxFixture.run("'text'").stdout == "text\n")
    #expect(try await SandboxFixture.run("x = 1\nNone").stdout == "")
    #expect(try await SandboxFixture.run("pd.Series([1, 2], name='n').value_counts()").tables.count == 1)
    #expect(try await SandboxFixture.run("").error == nil)
    #expect(try await SandboxFixture.run("# only a comment").error == nil)
  }

  @Test func whatChildProcessesPrintIsKeptInOrder() async throws {
    let result = try await SandboxFixture.run("print('one')\nimport os; os.system('echo two')\nprint('three')\nx = 1")
    #expect(result.stdout == "one\ntwo\nthree\n")
  }

  @Test func anErrorTellsItsLineAndOnlyThePersonsOwnCode() async throws {
    let file = try TemporaryDataset(sales)
    let result = try await SandboxFixture.run(
      "print('before')\nshow(df)\ndef total(name):\n    return df[name].sum()\n\ntotal('profit')\n",
      dataset: file.dataset)
    let error = try #require(result.error)
    #expect(error.type == "KeyError")
    #expect(error.message == "'profit'")
    #expect(error.line == 4)
    #expect(error.traceback.contains("line 6, in <module>") && error.traceback.contains("return df[name].sum()"))
    #expect(!error.traceback.contains("/venv") && !error.traceback.contains("worker"))
    #expect(result.stdout == "before\n")
    #expect(result.tables.count == 1)
  }

  @Test func aSyntaxErrorTellsItsLine() async throws {
    let error = try #require(try await SandboxFixture.run("x = 1\ny = (\n").error)
    #expect(error.type == "SyntaxError")
    #expect(error.line == 2)
  }

  @Test func textThatIsNotUnicodeDoesNoHarm() async throws {
    let result = try await SandboxFixture.run(
      "import os; os.write(1, b'\\xff\\xfe!\\n')\nprint('\\ud800')\nshow(pd.DataFrame({'a': [1]}), '\\ud800x')"
    )
    #expect(result.error == nil)
    #expect(result.stdout.contains("!"))
    #expect(result.tables.first?.title == "?x")
  }

  @Test func widthIsBoundedAndEqualNamesAreKept() async throws {
    let result = try await SandboxFixture.run(
      "show(pd.DataFrame(np.zeros((1, 300))))\nshow(pd.DataFrame([[1, 2]], columns=['a', 'a']))\nshow(pd.DataFrame())")
    #expect(result.error == nil)
    try #require(result.tables.count == 3)
    #expect(result.tables[0].columns.count == 200)
    #expect(result.stdout.contains("first 200 of 300 columns"))
    #expect(result.tables[1].columns.map(\.name) == ["a", "a"])
    #expect(result.tables[2].rows.isEmpty)
  }

  @Test func everyLibraryOfTheEnvironmentWorks() async throws {
    let limits = SandboxLimits(cpu: .seconds(40), wall: .seconds(60))
    let result = try await SandboxFixture.run(
      """
      import duckdb, scipy.stats, statsmodels.api as sm
      from sklearn.linear_model import LinearRegression
      measured = pd.DataFrame({"x": [1.0, 2, 3, 4], "y": [2.1, 3.9, 6.2, 7.8]})
      print(round(scipy.stats.pearsonr(measured.x, measured.y).statistic, 3))
      print(round(sm.OLS(measured.y, sm.add_constant(measured.x)).fit().params["x"], 3))
      print(round(float(LinearRegression().fit(measured[["x"]], measured.y).coef_[0]), 3))
      show(duckdb.sql("select max(y) as top from measured"))
      """, limits: limits)
    #expect(result.error == nil)
    #expect(result.stdout == "0.998\n1.94\n1.94\n")
    #expect(result.tables.first?.rows == [[7.8]])
  }
}
