import Core
import Foundation
import KeySealing
import Testing

@Suite struct ScrubberTests {
  private let key = "zq7Rk2Lm9PxT4vWn8YbC"

  @Test func takesOutAKeyOfUnknownFormatByValue() {
    let text = Scrubber(secrets: [Secret(key)]).scrub(UnscrubbedText("bad key \(key)."))
    #expect(text == "bad key [key].")
  }

  @Test func takesOutPartsThatAreLongerThanAHint() {
    let scrubber = Scrubber(secrets: [Secret(key)])
    #expect(!scrubber.scrub("starts with \(key.prefix(8))").contains(key.prefix(6)))
    #expect(scrubber.scrub("ends in \(key.suffix(4))").contains(key.suffix(4)))
  }

  @Test func takesOutEncodedForms() {
    let secret = "abc+/=%def 12345"
    let scrubber = Scrubber(secrets: [Secret(secret)])
    let base64 = Data(secret.utf8).base64EncodedString()
    #expect(!scrubber.scrub("Basic \(base64)").contains(base64.prefix(8)))
    #expect(!scrubber.scrub("?key=abc%2B%2F%3D%25def%2012345").contains("%2B%2F%3D"))
  }

  @Test(arguments: [
    "sk-proj-abcDEF123456", "sk-ant-api03-AbC_dEf-123", "gsk_0123456789abcdef", "AIzaSyA0123456789abcdefg",
    "AQ.Ab8RN6K0123456789", "sk-ab**********wxyz", "Bearer abcdefghijklmnop",
  ])
  func takesOutKnownShapesWithoutKnowingTheKey(shape: String) {
    let text = Scrubber().scrub("Incorrect API key provided: \(shape). See the docs.")
    #expect(text == "Incorrect API key provided: [key]. See the docs." || !text.contains(shape))
  }

  @Test func leavesOrdinarySentencesAlone() {
    let sentence = "Your credit balance is too low; the request took 12 s (limit 10)."
    #expect(Scrubber(secrets: [Secret(key)]).scrub(sentence) == sentence)
  }

  @Test func aStreamIsScrubbedHoweverItIsCut() {
    let text = "one \(key) two \(key)\(key) three \(key.prefix(9))"
    for size in 1...text.count {
      var scrubber = StreamScrubber(secret: Secret(key))
      var result = ""
      var rest = Substring(text)
      while !rest.isEmpty {
        result += scrubber.pass(String(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      result += scrubber.finish()
      #expect(result == "one [key] two [key][key] three [key]")
    }
  }

  @Test func aStreamWithoutTheKeyPassesAtOnce() {
    var scrubber = StreamScrubber(secret: Secret(key))
    #expect(scrubber.pass("hello") == "hello")
    #expect(scrubber.pass(" world z") == " world ")
    #expect(scrubber.pass("ebra") == "zebra")
  }
}
