import Core
import Foundation
import ModelGateway
import Testing

@Suite struct RecordingTests {
  private static let good = Recording.all.filter { (200..<300).contains($0.status) }
  private static let streams = good.filter(\.isStream)
  private static let refused = Recording.all.filter { !(200..<300).contains($0.status) }

  @Test(arguments: good)
  func aRecordedAnswerDecodesToWhatItsJSONSays(recording: Recording) throws {
    try expectWhatItsJSONSays(recording)
  }

  @Test(arguments: streams)
  func aRecordedStreamDecodesTheSameWhereverItIsCutInTwo(recording: Recording) {
    #expect(firstHarmfulCut(of: Array(recording.body), provider: recording.provider) == nil)
  }

  @Test(arguments: streams)
  func aRecordedStreamDecodesTheSameByteByByte(recording: Recording) {
    let bytes = Array(recording.body)
    let whole = decode([bytes], of: recording.provider)
    #expect(decode(bytes.map { [$0] }, of: recording.provider) == whole)
  }

  @Test(arguments: streams)
  func aRecordedStreamThatLacksItsLastEventIsInterrupted(recording: Recording) throws {
    let text = String(decoding: recording.body, as: UTF8.self)
    guard let last = text.range(of: "data:", options: .backwards) else { return }
    let shortened = Recording(
      name: recording.name, provider: recording.provider, isStream: true, status: recording.status,
      body: Data(text[..<last.lowerBound].utf8))
    // Which error it is follows from what is left: an earlier one, or that the end is missing.
    let result = decode([Array(shortened.body)], of: recording.provider)
    let expected = Expectation(shortened).error
    #expect((result.error == nil) == (expected == nil))
    if let code = result.error?.code { #expect(expected?.codes.contains(code) == true, "\(code)") }
  }

  @Test(arguments: refused)
  func aRecordedRefusalBecomesATypedErrorWithoutTheProvidersWords(recording: Recording) throws {
    try expectRefusal(recording)
  }
}

/// Checks every member of what an answer decodes to.
func expectWhatItsJSONSays(_ recording: Recording) throws {
  let report = WireReport.decode(body: recording.body, provider: recording.provider, isStream: recording.isStream)
  let expected = Expectation(recording)
  if let error = expected.error {
    let code = try #require(report["error"]?["code"]?.stringValue, "No error was found.")
    #expect(error.codes.contains(code), "\(code)")
  } else {
    #expect(report["error"] == .null)
  }
  #expect(report["text"]?.stringValue == expected.text)
  #expect(report["reasoning"]?.stringValue == expected.reasoning)
  #expect(report["finish_reason"]?.stringValue == expected.finish)
  #expect(report["tokens"] == expected.counts.map(json) ?? .null)
  let calls = try #require(report["tool_calls"]?.arrayValue).map {
    Expectation.Call(
      id: $0["id"]?.stringValue, name: $0["name"]?.stringValue ?? "",
      arguments: Expectation.arguments($0["arguments"]?.stringValue ?? ""))
  }
  #expect(calls == expected.calls)
}

private func json(_ counts: Expectation.Counts) -> JSONValue {
  [
    "input": .int(Int64(counts.input)), "output": .int(Int64(counts.output)), "cached": .int(Int64(counts.cached)),
    "reasoning": .int(Int64(counts.reasoning)),
  ]
}

/// Checks that a refusal is typed, and that nothing of the provider's text is shown.
func expectRefusal(_ recording: Recording) throws {
  let report = WireReport.decode(
    body: recording.body, provider: recording.provider, isStream: recording.isStream, status: recording.status)
  let error = try #require(report["error"])
  let body = Expectation.objects(recording.body).first
  let expected =
    ExpectedError(body?["error"] ?? body, status: recording.status) ?? ExpectedError(status: recording.status)
  let code = try #require(error["code"]?.stringValue)
  #expect(expected.codes.contains(code), "\(code)")
  #expect(error["details"]?["status"] == .int(Int64(recording.status)))
  if expected.message.count > 20 { #expect(!report.serialized().contains(expected.message.prefix(30))) }
  if (body?["error"] as? [String: Any])?["code"] as? String == "tool_use_failed" {
    #expect(error["details"]?["provider_code"] == "tool_use_failed")
  }
}

/// The first byte at which a cut changes what a stream decodes to; nil when there is none.
///
/// Every byte is tried. What is before a stretch of the stream is read once and what is read is a value, so that trying
/// all cuts within the stretch costs its own length each time and not the whole stream's.
func firstHarmfulCut(of bytes: [UInt8], provider: Provider) -> Int? {
  var decoder = ChatStreamDecoder(provider: provider)
  for stretch in stretches(of: bytes) {
    var uncut = decoder
    let whole = uncut.feed(bytes[stretch])
    for cut in stretch {
      var other = decoder
      let first = other.feed(bytes[stretch.lowerBound..<cut])
      let second = other.feed(bytes[cut..<stretch.upperBound])
      if first.events + second.events != whole.events || (first.error ?? second.error) != whole.error { return cut }
    }
    decoder = uncut
  }
  return nil
}

/// The bytes up to and with each empty line, none longer than 512.
private func stretches(of bytes: [UInt8]) -> [Range<Int>] {
  let lineFeed = UInt8(ascii: "\n")
  var stretches: [Range<Int>] = []
  var start = 0
  for index in bytes.indices where index + 1 - start == 512 || (bytes[index] == lineFeed && index + 1 - start > 3) {
    let isEmptyLine = bytes[index] == lineFeed && bytes[start..<index].last { $0 != UInt8(ascii: "\r") } == lineFeed
    guard isEmptyLine || index + 1 - start == 512 else { continue }
    stretches.append(start..<(index + 1))
    start = index + 1
  }
  return start < bytes.count ? stretches + [start..<bytes.count] : stretches
}
