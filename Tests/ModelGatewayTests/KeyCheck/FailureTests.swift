import Core
import Foundation
import ModelGateway
import Testing

@Suite struct FailureTests {
  @Test(arguments: FailureRow.all)
  func everyAnswerOfTheTableHasItsMeaning(row: FailureRow) {
    let report = WireReport.decode(
      body: Data(row.body.utf8), provider: row.provider, isStream: false, status: row.status)
    #expect(report["error"]?["code"]?.stringValue == row.code)
    #expect(report["error"]?["details"]?["status"] == .int(Int64(row.status)))
  }

  @Test(arguments: FailureRow.all)
  func whatAProviderWroteIsInNoSentence(row: FailureRow) {
    let report = WireReport.decode(
      body: Data(row.body.utf8), provider: row.provider, isStream: false, status: row.status)
    let shown = report.serialized()
    for piece in ["No.", "AIzaSyCanary", "sk-pr***", "html", "Overloaded\""] { #expect(!shown.contains(piece)) }
  }

  @Test func everyOutcomeButThoseWithoutAnAnswerIsInTheTable() {
    let met = Set(FailureRow.all.map(\.outcome))
    #expect(met == Set(KeyCheckOutcome.allCases).subtracting([.malformed, .unreachable]))
  }

  @Test func geminisErrorsMayBeInsideAList() {
    let body = #"[{"error":{"code":503,"message":"busy","status":"UNAVAILABLE"}}]"#
    let report = WireReport.decode(body: Data(body.utf8), provider: .gemini, isStream: true, status: 503)
    #expect(report["error"]?["code"] == "provider.overloaded")
  }

  @Test func geminisWaitIsInTheBody() {
    let body =
      #"{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","details":[{"@type":"x/google.rpc.RetryInfo","retryDelay":"34.07s"}]}}"#
    let report = WireReport.decode(body: Data(body.utf8), provider: .gemini, isStream: false, status: 429)
    #expect(report["error"]?["details"]?["retry_after"] == 35)
  }

  @Test(
    arguments: [
      ("Please try again in 7m12.5s. Visit the page.", 433), ("Please try again in 345ms.", 1),
      ("Please retry in 34.074824224s.", 35), ("Try again in 1h2m3s", 3723), ("try again in 1d2h", 93_600),
      ("Please try again in 20 seconds.", 20), ("Try again in 6 minutes and 1 second", 360),
      ("Please try again in a moment.", nil), ("Try again in 5 months.", nil), ("In 7s all is lost.", nil),
      ("try again in 1000000d", 31 * 86_400),
    ] as [(String, Int?)])
  func aWaitThatOnlyTheTextNamesIsRead(text: String, seconds: Int?) {
    let body = #"{"error":{"message":"\#(text)","type":"tokens","code":"rate_limit_exceeded"}}"#
    let report = WireReport.decode(body: Data(body.utf8), provider: .groq, isStream: false, status: 429)
    #expect(report["error"]?["details"]?["retry_after"]?.intValue == seconds)
  }

  @Test func aWaitThatTheProviderNamesApartCountsBeforeTheText() {
    let body =
      #"{"error":{"code":429,"message":"Please retry in 90s.","status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"2s"}]}}"#
    let report = WireReport.decode(body: Data(body.utf8), provider: .gemini, isStream: false, status: 429)
    #expect(report["error"]?["details"]?["retry_after"] == 2)
  }

  @Test(arguments: [
    #"{"error":"no such model"}"#, #"{"detail":"Not authenticated"}"#, #"{"message":"x"}"#, #"{"error":null}"#, "[]",
    #"{"error":{"code":401,"message":7,"type":null}}"#, #"{"error":[]}"#,
  ])
  func errorsOfAnotherShapeAreJudgedByTheirStatus(body: String) {
    for provider in Provider.allCases {
      let report = WireReport.decode(body: Data(body.utf8), provider: provider, isStream: false, status: 401)
      #expect(report["error"]?["code"] == "provider.invalid_key", "\(provider)")
    }
  }

  @Test func aProvidersWordThatCouldBeAKeyIsNotKept() {
    #expect(ProviderFailure(provider: .groq, providerCode: "gsk_0123abcDEF").providerCode == nil)
    #expect(ProviderFailure(provider: .groq, providerCode: "tool_use_failed").providerCode == "tool_use_failed")
    #expect(ProviderFailure(provider: .gemini, providerCode: "API_KEY_INVALID").providerCode == "API_KEY_INVALID")
  }

  @Test func errorsDescribeThemselvesWithoutTheProvidersText() {
    let failure = ProviderFailure(provider: .openai, status: 401, text: UnscrubbedText("Incorrect key sk-secret"))
    let error = ProviderError.invalidKey(failure)
    #expect(!"\(error)".contains("sk-secret"))
    #expect(!String(reflecting: error).contains("sk-secret"))
    var dumped = ""
    dump(error, to: &dumped)
    #expect(!dumped.contains("sk-secret"))
  }
}
