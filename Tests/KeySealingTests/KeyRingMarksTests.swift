import Foundation
import KeySealing
import Testing

@Suite struct KeyRingMarksTests {
  @Test func aMarkTellsKeysApartAndIsTheSameOnEachServer() throws {
    let ring = KeyRing.generated()
    let same = try KeyRing(parsing: ring.fileText())
    #expect(ring.marks == same.marks && ring.marks.count == 1)
    let name = ring.marks[0].name
    let other = try KeyRing(parsing: "\(name) \(Data(repeating: 7, count: 32).base64EncodedString())")
    #expect(other.marks[0].name == name && other.marks[0].bytes != ring.marks[0].bytes)
  }

  @Test func theKeyThatSealsComesFirstAndNoMarkHoldsAKey() throws {
    let keys = [Data(repeating: 1, count: 32), Data(repeating: 2, count: 32)]
    let ring = try KeyRing(parsing: "new \(keys[0].base64EncodedString())\nold \(keys[1].base64EncodedString())")
    #expect(ring.marks.map(\.name) == ["new", "old"])
    #expect(ring.marks.allSatisfy { !keys.contains(Data($0.bytes)) })
  }
}
