import Core
import Foundation
import ModelGateway
import Testing

@Suite struct RecordingTests {
  private static let good = Recording.all.filter { $0.status == 200 }
  private static let streams = good.filter(\.isStream)
  private static let refused = Recording.all.filter { $0.status != 200 }

  @Test(arguments: good)
  func aRecordedAnswerDecodesToWhatItsJSONSays(recording: Recording) throws {
    let report = WireReport.decode(body: recording.body, provider: recording.provider, isStream: recording.isStream)
    let expected = Expectation(recording)
    #expect(report["error"] == .null)
    #expect(report["text"]?.stringValue == expected.text)
    #expect(report["reasoning"]?.stringValue == expected.reasoning)
    #expect(report["finish_reason"]?.stringValue == expected.finish)
    #expect(expected.hasCounts)
    #expect(
      report["tokens"] == [
        "input": .int(Int64(expected.input)), "output": .int(Int64(expected.output)),
        "cached": .int(Int64(expected.cached)), "reasoning": .int(Int64(expected.reasoningTokens)),
      ])
    let calls = try #require(report["tool_calls"]?.arrayValue).map {
      Expectation.Call(
        id: $0["id"]?.stringValue, name: $0["name"]?.stringValue ?? "",
        arguments: Expectation.arguments($0["arguments"]?.stringValue ?? ""))
    }
    #expect(calls == expected.calls)
    #expect(!expected.text.isEmpty || !expected.calls.isEmpty)
  }

  @Test(arguments: streams)
  func aRecordedStreamDecodesTheSameWhereverItIsCutInTwo(recording: Recording) {
    let bytes = Array(recording.body)
    let whole = decode([bytes[...]], of: recording.provider)
    #expect(whole.error == nil)
    // Every position of short streams, and as many as time allows of long ones; the next test cuts those everywhere at
    // once.
    let step = bytes.count < 4000 ? 1 : bytes.count / 120
    for cut in stride(from: 1, to: bytes.count, by: step) {
      #expect(decode([bytes[..<cut], bytes[cut...]], of: recording.provider) == whole, "cut at \(cut)")
    }
  }

  @Test(arguments: streams)
  func aRecordedStreamDecodesTheSameByteByByte(recording: Recording) {
    let bytes = Array(recording.body)
    let whole = decode([bytes[...]], of: recording.provider)
    #expect(decode(bytes.indices.map { bytes[$0...$0] }, of: recording.provider) == whole)
  }

  @Test(arguments: streams)
  func aRecordedStreamThatLacksItsLastEventIsInterrupted(recording: Recording) throws {
    let text = String(decoding: recording.body, as: UTF8.self)
    let last = try #require(text.range(of: "data:", options: .backwards))
    let result = decode([Array(text[..<last.lowerBound].utf8)[...]], of: recording.provider)
    #expect(result.error?.code == "provider.interrupted")
  }

  @Test(arguments: refused)
  func aRecordedRefusalBecomesATypedErrorWithoutTheProvidersWords(recording: Recording) throws {
    let report = WireReport.decode(
      body: recording.body, provider: recording.provider, isStream: recording.isStream, status: recording.status)
    let error = try #require(report["error"])
    let expected = recording.status == 404 ? "provider.model_unavailable" : "provider.invalid_request"
    #expect(error["code"]?.stringValue == expected)
    let body = try JSONValue(parsing: recording.body)
    let words = try #require(body["error"]?["message"]?.stringValue)
    #expect(!report.serialized().contains(words.prefix(30)))
    if body["error"]?["code"] == "tool_use_failed" {
      #expect(error["details"]?["provider_code"] == "tool_use_failed")
    }
  }

  private func decode(_ pieces: [ArraySlice<UInt8>], of provider: Provider) -> ChatStreamDecoder.Piece {
    var decoder = ChatStreamDecoder(provider: provider)
    var all = ChatStreamDecoder.Piece()
    for piece in pieces {
      let result = decoder.feed(piece)
      all.events += result.events
      all.error = all.error ?? result.error
    }
    let rest = decoder.finish()
    return ChatStreamDecoder.Piece(events: all.events + rest.events, error: all.error ?? rest.error)
  }
}
