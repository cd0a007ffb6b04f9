@testable import CodeSandbox
import Core
import Foundation
import Testing

@Suite struct StrictJSONTests {
  private func parse(_ text: String) throws -> JSONValue { try StrictJSON.parse(Array(text.utf8)[...]) }

  @Test(arguments: [
    "null", "true", " false ", "0", "-1", "9223372036854775807", "1.5", "-0.25e-3", "\"\"", "[]", "{}",
    "[1, [2, {\"a\": null}]]", #"{"a":"x\n\t\"\\\/\u00e9\ud83d\ude00","b":[true]}"#, "\"Grüße 👩‍👩‍👧\"",
    "12345678901234567890",
  ])
  func whatIsJSONIsReadLikeTheGeneralDecoderDoes(_ text: String) throws {
    #expect(try parse(text) == JSONValue(parsing: text))
  }

  @Test(arguments: [
    "", " ", "nul", "tru", "NaN", "Infinity", "-", "+1", ".5", "1e999", "--1", "1 2", "[1,]", "[1", "{\"a\"}",
    "{\"a\":}",
    "{a:1}", "{\"a\":1,\"a\":2}", "\"open", "\"\n\"", #""\x""#, #""\ud800""#, #""\ud800\u0041""#, #""\u12""#, "[]]",
    "\u{0}",
  ])
  func whatIsNotJSONIsRefused(_ text: String) {
    #expect(throws: StrictJSON.Malformed.self) { try parse(text) }
  }

  @Test func nestingIsBounded() {
    #expect(throws: StrictJSON.Malformed.self) { try parse(String(repeating: "[", count: 100_000)) }
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    #expect(throws: StrictJSON.Malformed.self) { try StrictJSON.parse([0x22, 0xFF, 0x22]) }
  }

  @Test func everyCutOfAResultIsRefused() throws {
    let body = Array(#"{"stdout":"é","tables":[{"rows":[[1.5,null]]}]}"#.utf8)
    for length in 0..<body.count {
      #expect(throws: StrictJSON.Malformed.self) { try StrictJSON.parse(body[..<length]) }
    }
  }

  @Test func aResultWithAMemberOfAnotherTypeIsRefused() throws {
    let good = #"{"stdout":"","stdout_truncated":false,"tables":[],"figures":[],"error":null,"duration_ms":1}"#
    #expect(RunResult(reading: try parse(good)) != nil)
    for (right, wrong) in [("\"\",", "1,"), ("false", "0"), ("[],\"f", "[1],\"f"), ("null", "{}"), (":1}", ":\"1\"}")] {
      #expect(RunResult(reading: try parse(good.replacing(right, with: wrong, maxReplacements: 1))) == nil)
    }
  }
}
