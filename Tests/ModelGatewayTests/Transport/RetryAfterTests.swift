import Foundation
import Testing

@testable import ModelGateway

@Suite struct RetryAfterTests {
  @Test(
    arguments: [
      ("2", nil, Duration.seconds(2)), ("0.5", nil, .milliseconds(500)), ("0", nil, .zero),
      (nil, "120", .milliseconds(120)),
      ("9", "120", .milliseconds(120)), ("Mon, 23 Nov 2026 12:00:07 GMT", nil, .seconds(7)),
      ("Mon, 23 Nov 2026 11:00:00 GMT", nil, .zero),
    ] as [(String?, String?, Duration)])
  func secondsMillisecondsAndDatesAreRead(seconds: String?, milliseconds: String?, wait: Duration) {
    let now = Date(timeIntervalSince1970: 1_795_435_200)
    #expect(RetryAfter.duration(seconds: seconds, milliseconds: milliseconds, now: now) == wait)
  }

  @Test(arguments: ["1e99", "Mon, 23 Nov 3026 12:00:07 GMT", "9999999"])
  func aWaitBeyondThatOfAnyQuotaIsShortenedButStays(text: String) {
    #expect(RetryAfter.duration(seconds: text, milliseconds: nil) == RetryAfter.longest)
  }

  @Test(arguments: ["soon", "-1", "inf", "nan", ""])
  func anythingElseIsNotBelieved(text: String) {
    #expect(RetryAfter.duration(seconds: text, milliseconds: nil) == nil)
  }
}
