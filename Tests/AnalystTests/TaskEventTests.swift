import Analyst
import CodeSandbox
import Core
import Foundation
import Testing

@Suite struct TaskEventTests {
  private let result = RunResult(
    stdout: "1\n", tables: [RunTable(columns: [RunColumn(name: "a", type: "integer")], rows: [[1]], totalRows: 1)],
    figures: [["data": [], "layout": [:]]], error: RunError(type: "KeyError", message: "'a'", line: 3), durationMs: 12)

  @Test func eventsHaveTheShapeOfTheContract() {
    #expect(TaskEvent.text(delta: "x").payload.serialized() == #"{"delta":"x"}"#)
    #expect(TaskEvent.step(.writingCode, attempt: nil).payload.serialized() == #"{"name":"writing_code"}"#)
    #expect(TaskEvent.step(.repairing, attempt: 2).payload.serialized() == #"{"attempt":2,"name":"repairing"}"#)
    #expect(TaskEvent.code("x", attempt: 1).payload.serialized() == #"{"attempt":1,"code":"x"}"#)
    #expect(TaskEvent.done(.stopped).payload.serialized() == #"{"status":"stopped"}"#)
    #expect(
      TaskEvent.run(result, attempt: 1).payload.serialized()
        == #"{"attempt":1,"duration_ms":12,"error":{"line":3,"message":"'a'","traceback":"","type":"KeyError"},"figures":[{"data":[],"layout":{}}],"stdout":"1\n","stdout_truncated":false,"tables":[{"columns":[{"name":"a","type":"integer"}],"rows":[[1]],"title":null,"total_rows":1}]}"#
    )
  }

  @Test func anErrorOfTheStreamIsLikeEveryOther() {
    let payload = TaskEvent.error(TaskFailure(AnswerError.codeFailed(type: "KeyError", message: "'a'"))).payload
    #expect(payload["error"]?["code"] == "answer.code_failed")
    #expect(payload["error"]?["details"]?["type"] == "KeyError")
  }

  @Test func aStoredAnswerIsReadBackAsItWas() throws {
    let content = AnswerContent(
      blocks: [.text("Hello"), .code("x", attempt: 2), .run(result, attempt: 2)], receipt: ["credits": 3],
      error: TaskFailure(AnswerError.empty), stopped: true)
    let data = Data(content.json.serialized().utf8)
    #expect(try JSONDecoder().decode(AnswerContent.self, from: data) == content)
    #expect(try JSONDecoder().decode(AnswerContent.self, from: JSONEncoder().encode(content)) == content)
  }

  @Test func neighbouringTextsAreOneBlockUntilAStepBegins() {
    var builder = AnswerBuilder()
    for event in [
      TaskEvent.text(delta: "a"), .text(delta: "b"), .step(.concluding, attempt: nil), .text(delta: "c"),
      .receipt(["credits": 0]), .done(.complete),
    ] { builder.add(event) }
    #expect(builder.content == AnswerContent(blocks: [.text("ab"), .text("c")], receipt: ["credits": 0]))
  }
}
