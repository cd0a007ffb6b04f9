import Foundation
import Testing

@testable import ModelGateway

@Suite struct ServerSentEventParserTests {
  private func parse(_ pieces: [[UInt8]], longest: Int = 1000) -> (events: [ServerSentEvent], isWithinLimit: Bool) {
    var parser = ServerSentEventParser(longestEvent: longest)
    var events: [ServerSentEvent] = []
    for piece in pieces where !piece.withUnsafeBytes({ parser.feed($0, into: &events) }) { return (events, false) }
    return (events + [parser.finish()].compactMap(\.self), true)
  }

  private func event(_ data: String, _ name: String? = nil) -> ServerSentEvent {
    ServerSentEvent(name: name, data: Data(data.utf8))
  }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func linesMayEndInEachWayAndBeCutAnywhere(end: String) {
    let lines = [
      ": a comment", "data: one", "", "event: named", "data:two", "data: lines", "id: 7", "retry: 10", "", "data", "",
      "event: without data", "", "unknown: field", "data:  kept space", "", "", "data: Größe", "",
    ]
    let expected = [
      event("one"), event("two\nlines", "named"), event(""), event(" kept space"), event("Größe"),
    ]
    let bytes = Array((lines.joined(separator: end) + end).utf8)
    #expect(parse([bytes]).events == expected)
    #expect(parse(bytes.map { [$0] }).events == expected)
    for cut in bytes.indices { #expect(parse([Array(bytes[..<cut]), Array(bytes[cut...])]).events == expected) }
  }

  @Test func aByteOrderMarkIsIgnoredAtTheBeginningOnly() {
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    #expect(parse([mark + Array("data: x\n\n".utf8)]).events == [event("x")])
    #expect(parse(mark.map { [$0] } + [Array("data: x\n\n".utf8)]).events == [event("x")])
    #expect(parse([Array("data: x\n\n".utf8) + mark + Array("data: y\n\n".utf8)]).events == [event("x")])
  }

  @Test func whatTheEndCutsOffFromItsEmptyLineIsStillGiven() {
    #expect(parse([Array("data: x".utf8)]).events == [event("x")])
    #expect(parse([Array("data: x\n".utf8)]).events == [event("x")])
    #expect(parse([Array("event: x".utf8)]).events.isEmpty)
  }

  @Test func anEventIsNoLongerThanTheLimit() {
    #expect(parse([Array("data: 0123456789\n\ndata: 0123456789\n\n".utf8)], longest: 20).isWithinLimit)
    #expect(!parse([Array("data: 0123456789\ndata: 0123456789\n\n".utf8)], longest: 20).isWithinLimit)
    #expect(!parse(Array(repeating: Array("x".utf8), count: 21), longest: 20).isWithinLimit)
  }

  @Test func objectsAreCutOutOfAListWhereverItIsCut() {
    let text = #" [{"a":"}{\"\\"},"# + "\n" + #"{"b":{"c":[{}]}} ,{}]"#
    let bytes = Array(text.utf8)
    for cut in bytes.indices {
      var splitter = JSONObjectSplitter(longestObject: 30)
      var events: [ServerSentEvent] = []
      for piece in [bytes[..<cut], bytes[cut...]] {
        #expect(Array(piece).withUnsafeBytes { splitter.feed($0, into: &events) })
      }
      #expect(
        events.map { String(decoding: $0.data, as: UTF8.self) } == [#"{"a":"}{\"\\"}"#, #"{"b":{"c":[{}]}}"#, "{}"])
    }
  }
}
