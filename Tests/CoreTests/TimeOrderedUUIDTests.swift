import Testing

@testable import Core

@Suite struct TimeOrderedUUIDTests {
  @Test func itHasTheFormOfVersionSeven() throws {
    for _ in 0..<200 {
      let text = Array(TimeOrderedUUID.make(millisecond: 1_700_000_000_000).utf8)
      #expect(text.count == 36 && [8, 13, 18, 23].allSatisfy { text[$0] == UInt8(ascii: "-") })
      #expect(text[14] == UInt8(ascii: "7") && "89ab".utf8.contains(text[19]))
      #expect(text.allSatisfy { "0123456789abcdef-".utf8.contains($0) })
    }
  }

  @Test func itBeginsWithItsTime() {
    #expect(TimeOrderedUUID.make(millisecond: 0x0123_4567_89ab).hasPrefix("01234567-89ab-7"))
  }

  @Test func thoseOfALaterMillisecondComeLater() {
    let ids = (0..<100).map { TimeOrderedUUID.make(millisecond: 1_700_000_000_000 + $0) }
    #expect(ids == ids.sorted())
  }

  @Test func thoseOfOneMillisecondDiffer() {
    #expect(Set((0..<10_000).map { _ in TimeOrderedUUID.make(millisecond: 5) }).count == 10_000)
  }
}
