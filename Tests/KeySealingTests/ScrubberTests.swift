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
    "AQ.Ab8RN6K0123456789", "sk-ab**********wxyz", "Bearer abcdefghijklmnop", "sk-pr...12345", "sk-pr…2345",
    "gsk_ab..xyz", "AIzaSy…", "sk-*2345", "sk-proj-abc...",
  ])
  func takesOutKnownShapesWithoutKnowingTheKey(shape: String) {
    let text = Scrubber().scrub("Incorrect API key provided: \(shape). See the docs.")
    #expect(text == "Incorrect API key provided: [key]. See the docs." || !text.contains(shape))
  }

  @Test func leavesOrdinarySentencesAlone() {
    let sentence = "Your credit balance is too low; the request took 12 s (limit 10)."
    #expect(Scrubber(secrets: [Secret(key)]).scrub(sentence) == sentence)
  }

  @Test(arguments: [
    "wait...what", "A risk-adjusted return… or desk-research...", "Keys begin with sk-… at OpenAI.", "a ** b", "1..10",
    "task-oriented", "zq7 is not it...really", "disk-encryption-at-rest",
  ])
  func leavesOrdinaryWordsAroundDotsAndHyphensAlone(text: String) {
    #expect(Scrubber(secrets: [Secret(key)]).scrub(text) == text)
  }

  @Test func fiveCharactersOfAKeyAreAPartOfIt() {
    let scrubber = Scrubber(secrets: [Secret(key)])
    for start in 0...key.count - 5 {
      let part = key.dropFirst(start).prefix(5)
      #expect(scrubber.scrub("<\(part)>") == "<[key]>")
      #expect(scrubber.scrub("<\(part.prefix(4))>") == "<\(part.prefix(4))>")
    }
  }

  @Test(arguments: ["zq7R…8YbC", "zq7R...8YbC", "zq7Rk**YbC", "zq7…"])
  func takesOutAMaskedFormOfAKeyOfUnknownFormat(form: String) {
    #expect(Scrubber(secrets: [Secret(key)]).scrub("bad key <\(form)>") == "bad key <[key]>")
    #expect(Scrubber().scrub("bad key <\(form)>") == "bad key <\(form)>")
  }

  @Test func takesOutBase64WhateverStandsBeforeTheKey() {
    for prefix in ["", "a", "ab", "user:"] {
      let text = Data("\(prefix)\(key)".utf8).base64EncodedString()
      let scrubbed = Scrubber(secrets: [Secret(key)]).scrub(text)
      #expect(scrubbed.contains("[key]") && scrubbed.count < 20)
    }
  }

  @Test(arguments: ["key", "k", "[key]", "short-1"])
  func aShortSecretIsNotLookedForByValue(secret: String) {
    #expect(Scrubber(secrets: [Secret(secret)]).scrub("a key, [key], short-1") == "a key, [key], short-1")
    #expect(streamed("a key, [key], short-1", by: 2, without: secret) == "a key, [key], short-1")
  }

  @Test func aStreamIsScrubbedHoweverItIsCut() {
    let text = "one \(key) two \(key)\(key) three \(key.prefix(9))"
    for size in 1...text.count {
      #expect(streamed(text, by: size, without: key) == "one [key] two [key][key] three [key]")
    }
  }

  /// A part at its beginning, at its end, in its middle, and the whole in another case.
  @Test func aStreamGivesNoPartOfTheKeyHoweverItIsCut() {
    let parts = [
      String(key.dropLast()), String(key.dropFirst(12)), String(key.dropFirst(3).dropLast(3)), key.uppercased(),
      key.lowercased(), String(key.prefix(5)),
    ]
    for part in parts {
      for size in 1...part.count + 4 {
        #expect(streamed("one \(part), two", by: size, without: key) == "one [key], two")
        #expect(streamed("one \(part)", by: size, without: key) == "one [key]")
      }
    }
  }

  @Test func aKeyThatContainsItsReplacementIsTakenOutOnce() {
    let odd = "[key][key][key]"
    #expect(streamed("a \(odd) b", by: 3, without: odd) == "a [key] b")
  }

  private func streamed(_ text: String, by size: Int, without secret: String) -> String {
    var scrubber = StreamScrubber(secret: Secret(secret))
    var result = ""
    var rest = Substring(text)
    while !rest.isEmpty {
      result += scrubber.pass(String(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    return result + scrubber.finish()
  }

  @Test func ordinaryWordsInAnotherCaseThanAKeysPassThrough() {
    #expect(streamed("Deep RK2LM pxt4v", by: 4, without: key) == "Deep RK2LM pxt4v")
  }

  @Test func aStreamWithoutTheKeyPassesAtOnce() {
    var scrubber = StreamScrubber(secret: Secret(key))
    #expect(scrubber.pass("hello") == "hello")
    #expect(scrubber.pass(" world z") == " world ")
    #expect(scrubber.pass("ebra") == "zebra")
  }
}
