import Core
import Foundation
import Testing

@Suite struct TokenCountsTests {
  @Test func sumsThatAreTooLargeStayTheLargest() {
    let most = TokenCounts(input: .max, output: .max, cached: .min, reasoning: 1)
    let sum = most + TokenCounts(input: 1, output: .max, cached: -1, reasoning: 2)
    #expect(sum == TokenCounts(input: .max, output: .max, cached: .min, reasoning: 3))
  }

  @Test func secondsForPeopleAreNeverFewerThanAskedFor() {
    #expect(Duration.milliseconds(6001).inWholeSecondsRoundedUp == 7)
    #expect(Duration.seconds(6).inWholeSecondsRoundedUp == 6)
  }
}

@Suite struct ValueTests {
  @Test(arguments: ["", "a b", "../x", "ü", "a/b", String(repeating: "a", count: 65), "a\0b"])
  func identifiersRefuseWhatIsUnsafeInSQLOrPaths(text: String) {
    #expect(TaskID(text) == nil)
  }

  @Test func identifiersOfOwnMakingAreValid() {
    #expect(TaskID(TaskID().rawValue) != nil)
    #expect(TaskID() != TaskID())
  }

  @Test func timestampsRoundTripThroughISO8601() throws {
    let time = Timestamp(milliseconds: 1_795_430_400_123)
    let data = try JSONEncoder().encode(time)
    #expect(try JSONDecoder().decode(Timestamp.self, from: data) == time)
    #expect(time.iso8601.hasSuffix("Z"))
  }

  @Test func jsonValuesKeepTheirKinds() throws {
    let text = #"{"a":[1,2.5,true,null,"x"],"b":9007199254740993}"#
    let value = try JSONValue(parsing: text)
    #expect(value.serialized() == text)
    #expect(value["b"]?.intValue == 9_007_199_254_740_993)
    #expect(value["a"]?[2]?.boolValue == true)
  }

  @Test func unscrubbedTextHasNoDescription() {
    #expect(!"\(UnscrubbedText("sk-canary"))".contains("canary"))
  }
}
