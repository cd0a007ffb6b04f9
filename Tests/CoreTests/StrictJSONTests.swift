import Core
import Foundation
import Testing

@Suite struct StrictJSONTests {
  private func parse(_ text: String) throws -> JSONValue { try StrictJSON.parse(Array(text.utf8)) }

  @Test(arguments: [
    "null", "true", " false ", "0", "-1", "9223372036854775807", "1.5", "-0.25e-3", "\"\"", "[]", "{}",
    "[1, [2, {\"a\": null}]]", #"{"a":"x\n\t\"\\\/\u00e9\ud83d\ude00","b":[true]}"#, "\"Grüße 👩‍👩‍👧\"",
    "12345678901234567890",
  ])
  func whatIsJSONIsReadLikeTheGeneralDecoderDoes(_ text: String) throws {
    #expect(try parse(text) == JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)))
  }

  @Test(arguments: [
    "", " ", "nul", "tru", "NaN", "Infinity", "-", "+1", ".5", "01", "-01", "1.", "1.e5", "-.5", "1e999", "--1", "1 2",
    "[1,]", "[1", "{\"a\"}",
    "{\"a\":}",
    "{a:1}", "{\"a\":1,\"a\":2}", "\"open", "\"\n\"", #""\x""#, #""\ud800""#, #""\ud800\u0041""#, #""\u12""#, "[]]",
    "\u{0}",
  ])
  func whatIsNotJSONIsRefused(_ text: String) {
    #expect(throws: StrictJSON.Failure.self) { try parse(text) }
  }

  @Test func nestingIsBounded() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "1,", count: 2000) + "1"
        + String(repeating: "]", count: levels)
    }
    #expect(throws: StrictJSON.Failure.tooDeep) { try parse(String(repeating: "[", count: 100_000)) }
    #expect(throws: StrictJSON.Failure.tooDeep) { try StrictJSON.parse(nested(9).utf8, deepest: 8) }
    #expect(throws: StrictJSON.Failure.tooDeep) { try JSONValue(parsing: nested(StrictJSON.deepest + 1)) }
    let deepest = try JSONValue(parsing: nested(StrictJSON.deepest))
    #expect(try JSONValue(parsing: deepest.serialized()) == deepest)
  }

  @Test func aMemberOfAnotherTypeIsRefusedByItsDepth() {
    let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(JSONValue.self, from: Data(deep.utf8)) }
  }

  @Test(arguments: [
    ("[[[]]]", 3), ("[[],[],{}]", 2), (#"["[[[[", "\"[[["]"#, 1), ("", 0), (#"{"a\\":[{}]}"#, 3), ("]]][", 0),
  ])
  func nestingIsCountedWithoutReading(text: String, levels: Int) {
    #expect(!JSONNesting.exceeds(levels, in: text.utf8))
    if levels > 0 { #expect(JSONNesting.exceeds(levels - 1, in: text.utf8)) }
  }

  @Test func countingEndsAtTheFirstLevelTooMany() {
    var read = 0
    let text = AnySequence(Array(String(repeating: "[", count: 1_000_000).utf8)).lazy.map { byte in
      read += 1
      return byte
    }
    #expect(JSONNesting.exceeds(32, in: text))
    #expect(read == 33)
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    #expect(throws: StrictJSON.Failure.self) { try StrictJSON.parse([0x22, 0xFF, 0x22]) }
  }

  @Test func everyCutOfAResultIsRefused() throws {
    let body = Array(#"{"stdout":"é","tables":[{"rows":[[1.5,null]]}]}"#.utf8)
    for length in 0..<body.count {
      #expect(throws: StrictJSON.Failure.self) { try StrictJSON.parse(body[..<length]) }
    }
  }
}
