import Core
import ModelGateway
import Testing

@testable import Metering

/// K3: what a provider sends as an answer.
@Suite struct EventScrubberTests {
  private let key = "zq7Rk2Lm9PxT4vWn8YbC"

  @Test func aToolCallsNameAndIDHoldNoKey() {
    var scrubber = EventScrubber(secret: Secret(key))
    let events = scrubber.pass(
      .toolCallDelta(index: 0, id: "call_\(key)", name: "run_\(key.prefix(9))", arguments: "{\"a\":\"\(key)\"}"))
    #expect(
      events == [.toolCallDelta(index: 0, id: "call_[key]", name: "run_[key]", arguments: "{\"a\":\"[key]\"}")])
  }

  @Test func anIDThatOnlyLooksLikeAKeyStillFindsItsCall() {
    var scrubber = EventScrubber(secret: Secret(key))
    let event = ChatEvent.toolCallDelta(index: 0, id: "sk-call-0123456789", name: "run", arguments: "{}")
    #expect(scrubber.pass(event) == [event])
  }

  @Test func partsOfTheKeyAreTakenOutOfTextAndThoughts() {
    var scrubber = EventScrubber(secret: Secret(key))
    var events: [ChatEvent] = []
    for piece in ["The key is \(key.dropLast().prefix(7))", String(key.dropLast().dropFirst(7)), "."] {
      events += scrubber.pass(.textDelta(piece)) + scrubber.pass(.reasoningDelta(piece.uppercased()))
    }
    events += scrubber.finish()
    let said = events.map { event in
      switch event {
      case .textDelta(let text), .reasoningDelta(let text): text
      default: ""
      }
    }.joined()
    #expect(said.components(key: key).isEmpty)
    #expect(said.contains("[key]"))
  }
}

extension String {
  /// The runs of eight characters of a key that stand in the text, whatever their case.
  fileprivate func components(key: String) -> [String] {
    let text = lowercased()
    return (0...key.count - 8).map { String(key.lowercased().dropFirst($0).prefix(8)) }.filter { text.contains($0) }
  }
}
