import Analyst
import CodeSandbox
import Core
import Foundation
import Logging
import ModelGateway
import Testing

@Suite struct DatasetProfilerTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let sandbox = BubblewrapSandbox(
    configuration: SandboxConfiguration(
      python: ProcessInfo.processInfo.environment["LATCHKEY_PYTHON"]
        ?? root.appending(path: ".venv/bin/python").path(percentEncoded: false), concurrentRuns: 2,
      waitingRuns: 1000, firstUserID: 64_480),
    logger: Logger(label: "tests"))

  private func profile(_ bytes: some Sequence<UInt8>, limits: DatasetLimits = DatasetLimits()) async throws
    -> DatasetProfile
  {
    let url = FileManager.default.temporaryDirectory.appending(path: "upload-\(UUID().uuidString)")
    try Data(bytes).write(to: url)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: url.path())
    defer { try? FileManager.default.removeItem(at: url) }
    let before = try Data(contentsOf: url)
    defer { #expect((try? Data(contentsOf: url)) == before) }
    return try await DatasetProfiler(sandbox: Self.sandbox, limits: limits).profile(path: url.path(), name: "sales.csv")
  }

  private func profile(_ text: String, as encoding: String.Encoding = .utf8) async throws -> DatasetProfile {
    try await profile(try #require(text.data(using: encoding)))
  }

  private let sales = "region,amount,day\nNorth,1.5,2024-01-01\nSouth,,2024-01-02\nNorth,3,2024-01-05\n"

  @Test func typesRangesAndGapsAreFound() async throws {
    let found = try await profile(
      """
      id,gap,price,paid,day,at,local,note,nothing
      1,1,1.50,True,2024-01-31,2024-01-31T10:00:00,31.01.2024,a,
      2,,2.00,False,2024-01-01,2024-01-01T11:30:00,01.02.2024,a,
      3,4,2.00,True,2024-02-01,2024-02-01T00:00:00,02.02.2024,,

      """)
    #expect(found.rows == 3)
    #expect(found.columns == 9)
    #expect(
      found.columnProfiles.map(\.type) == [
        .integer, .integer, .number, .boolean, .date, .datetime, .date, .text, .empty,
      ])
    let gap = found.columnProfiles[1]
    #expect(gap.missing == 1 && gap.distinct == 2 && gap.min == 1 && gap.max == 4 && gap.mean == 2.5)
    #expect(found.columnProfiles[4].min == "2024-01-01" && found.columnProfiles[4].max == "2024-02-01")
    #expect(found.columnProfiles[6].min == "2024-01-31")
    #expect(found.columnProfiles[7].examples == ["a"])
    #expect(found.columnProfiles[8].missing == 3)
    #expect(
      found.preview.rows[0] == ["1", "1", "1.50", "True", "2024-01-31", "2024-01-31T10:00:00", "31.01.2024", "a", ""])
  }

  @Test(arguments: [
    (String.Encoding.utf8, "utf-8", false), (.utf16, "utf-16", true), (.utf16LittleEndian, "utf-16-le", false),
    (.utf16BigEndian, "utf-16-be", false), (.utf32, "utf-32", true),
  ])
  func unicodeIsReadInEveryForm(_ encoding: String.Encoding, _ name: String, _ hasBOM: Bool) async throws {
    let found = try await profile(sales, as: encoding)
    #expect(found.encoding == name)
    #expect(found.hasBOM == hasBOM)
    #expect(found.columnProfiles.map(\.name) == ["region", "amount", "day"])
    #expect(found.rows == 3)
  }

  @Test func aByteOrderMarkIsNoPartOfTheFirstName() async throws {
    let found = try await profile([0xEF, 0xBB, 0xBF] + Array(sales.utf8))
    #expect(found.hasBOM)
    #expect(found.encoding == "utf-8")
    #expect(found.columnProfiles.first?.name == "region")
    #expect(found.preview.columns.first == "region")
  }

  @Test(arguments: [
    ("Größe;Stück\nMüller;5\nSchäfer;6\n", String.Encoding.windowsCP1252, "cp1252"),
    ("café,naïve\nélan,5\n", .isoLatin1, "cp1252"),
    ("price €,n\n5 €,1\n", .windowsCP1252, "cp1252"),
    ("имя,город\nИван,Москва\nПётр,Казань\nМария,Сочи\n", .windowsCP1251, "cp1251"),
    ("名前,都市\n太郎,東京\n花子,大阪\n", .shiftJIS, "shift_jis"),
  ])
  func olderEncodingsAreDetectedAndSaid(_ text: String, _ encoding: String.Encoding, _ name: String) async throws {
    let found = try await profile(text, as: encoding)
    #expect(found.encoding == name)
    let header = text.prefix { $0 != "\n" }.split { $0 == "," || $0 == ";" }
    #expect(found.columnProfiles.map(\.name) == header.map(String.init))
    #expect(found.notes.contains { $0.contains("isn't UTF-8") })
  }

  @Test func anOddByteFarInTheFileIsFound() async throws {
    let found = try await profile(
      Array("a,b\n".utf8) + Array(String(repeating: "plain,1\n", count: 200_000).utf8) + [0xE9] + Array(",1\n".utf8))
    #expect(found.encoding == "cp1252")
    #expect(found.rows == 200_001)
  }

  @Test(arguments: [",", ";", "\t", "|"])
  func theDelimiterIsDetected(_ delimiter: String) async throws {
    let text = ["a,b,c", "1,\"x, y; z | t\",3", "4,5,6"].joined(separator: "\n")
    let quoted = text.replacing("\"x, y; z | t\"", with: "@").replacing(",", with: delimiter)
      .replacing("@", with: "\"x, y; z | t\"")
    let found = try await profile(quoted)
    #expect(found.delimiter == delimiter)
    #expect(found.columns == 3)
    #expect(found.preview.rows[0][1] == "x, y; z | t")
  }

  @Test func decimalCommasAreLeftAsTextAndSaid() async throws {
    let found = try await profile("name;price\nx;1,5\ny;1.000,25\n")
    #expect(found.delimiter == ";")
    #expect(found.columnProfiles[1].type == .text)
    #expect(found.notes.contains { $0.contains("decimal comma") })
  }

  @Test func aSingleColumnWithCommasIsOneColumn() async throws {
    let found = try await profile("comment\nhello, world\nfine\n")
    #expect(found.columns == 1)
    #expect(found.preview.rows == [["hello, world"], ["fine"]])
  }

  @Test func quotedLineBreaksBelongToTheirField() async throws {
    let found = try await profile("a,b\r\n\"x\r\ny\",1\r\n\"he said \"\"hi\"\"\",2\r\n\r\n")
    #expect(found.rows == 2)
    #expect(found.preview.rows == [["x\r\ny", "1"], ["he said \"hi\"", "2"]])
  }

  @Test func equalAndMissingNamesAreToldApart() async throws {
    let found = try await profile("a,a,,b\n1,2,3,4\n")
    #expect(found.columnProfiles.map(\.name) == ["a", "a.1", "Unnamed: 2", "b"])
    #expect(found.notes.count == 2)
  }

  @Test func aHeaderAloneIsADataSetWithoutRows() async throws {
    let found = try await profile("a,b\n")
    #expect(found.rows == 0)
    #expect(found.columnProfiles.map(\.type) == [.empty, .empty])
    #expect(found.notes.contains { $0.contains("no rows") })
  }

  @Test func thePreviewHasFiftyRows() async throws {
    let found = try await profile("n\n" + (1...120).map { "\($0)\n" }.joined())
    #expect(found.preview.rows.count == 50)
    #expect(found.rows == 120)
  }

  @Test(arguments: [
    ("", DatasetError.empty), (" \n\n", .empty),
    ("a,b\n1,2\n\"x\ny\",2\n1,2,3\n", .ragged(line: 5, expected: 2, found: 3)),
    ("a,b,c\n1,2,3\n1,2\n", .ragged(line: 3, expected: 3, found: 2)),
    ("a,b\n1,\"2\n3,4\n", .unreadable(line: 2, reason: "a quotation mark is opened and never closed")),
    ("PK\u{3}\u{4}anything", .binary(kind: "a ZIP or Excel file")), ("%PDF-1.7\n", .binary(kind: "a PDF file")),
    ("a,b\n1,\u{0}2\n", .binary(kind: "not text")),
    ((0...2000).map { "c\($0)" }.joined(separator: ",") + "\n", .tooManyColumns(columns: 2001, limit: 2000)),
  ])
  func aFileThatIsNoDataSetIsRefused(_ text: String, _ error: DatasetError) async throws {
    await #expect(throws: error) { try await profile(text) }
  }

  @Test func allBytesAreNoText() async throws {
    await #expect(throws: DatasetError.binary(kind: "not text")) { try await profile((0...255).map(UInt8.init)) }
  }

  @Test func aFileOverTheLimitIsRefusedBeforeItIsRead() async throws {
    await #expect(throws: DatasetError.tooLarge(limitBytes: 10)) {
      try await profile(Array("a,b\n1,2\n3,4\n".utf8), limits: DatasetLimits(maxBytes: 10))
    }
    await #expect(throws: DatasetError.notFound) {
      try await DatasetProfiler(sandbox: Self.sandbox).profile(path: "/nowhere", name: "x")
    }
  }

  @Test func aFileThatNeedsTooMuchIsSaidToBeTooLarge() async throws {
    let limits = DatasetLimits(sandbox: SandboxLimits(cpu: .seconds(20), memoryBytes: 60_000_000))
    let rows = String(repeating: "some text that is long enough to take memory,1\n", count: 300_000)
    await #expect(throws: DatasetError.tooHeavy) { try await profile(Array(("a,b\n" + rows).utf8), limits: limits) }
  }

  @Test func twoThousandColumnsAreProfiled() async throws {
    let header = (0..<2000).map { "c\($0)" }.joined(separator: ",")
    let row = (0..<2000).map(String.init).joined(separator: ",")
    #expect(try await profile("\(header)\n\(row)\n").columns == 2000)
  }

  @Test func aQuestionIsAnsweredFromTheRows() async throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "upload-\(UUID().uuidString)")
    try Data("Größe;Menge\nklein;1\ngroß;41\n".data(using: .windowsCP1252) ?? Data()).write(to: url)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: url.path())
    defer { try? FileManager.default.removeItem(at: url) }
    let profile = try await DatasetProfiler(sandbox: Self.sandbox).profile(path: url.path(), name: "mengen.csv")
    let recorder = EventRecorder()
    let model = ScriptedModel([
      .says("```python\nprint('total:', df['Menge'].sum() + missing)\n```"),
      .says("```python\nprint('total:', df['Menge'].sum())\npx.bar(df, x='Größe', y='Menge', title='Mengen')\n```"),
      .says("Zusammen **42**."),
    ])
    let content = try await ChatTurnAnalyst(sandbox: Self.sandbox).answer(
      question: "Wie viel zusammen?", history: [],
      dataset: AnalystDataset(path: url.path(), name: "mengen.csv", profile: profile), task: model,
      emit: { recorder.record($0) })
    #expect(content.text == "Zusammen **42**.")
    guard case .run(let failed, 1) = content.blocks[1], case .run(let run, 2) = content.blocks[3] else {
      return #expect(Bool(false), "the runs are missing")
    }
    #expect(failed.error?.type == "NameError" && failed.error?.line == 1)
    #expect(run.stdout == "total: 42\n")
    #expect(run.figures.count == 1)
    #expect(model.calls[1].request.turns.last?.text.contains("name 'missing' is not defined") == true)
    #expect(
      model.calls[2].request.turns.last?.text.contains("Figure: Mengen (bar; 1 traces; axes Größe, Menge)") == true)
  }
}
