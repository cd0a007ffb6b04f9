@testable import CodeSandbox
import Core
import Testing

@Suite struct RunResultTests {
  @Test func aResultWithAMemberOfAnotherTypeIsRefused() throws {
    let good = #"{"stdout":"","stdout_truncated":false,"tables":[],"figures":[],"error":null,"duration_ms":1}"#
    #expect(RunResult(reading: try JSONValue(parsing: good)) != nil)
    for (right, wrong) in [("\"\",", "1,"), ("false", "0"), ("[],\"f", "[1],\"f"), ("null", "{}"), (":1}", ":\"1\"}")] {
      #expect(RunResult(reading: try JSONValue(parsing: good.replacing(right, with: wrong, maxReplacements: 1))) == nil)
    }
  }
}
