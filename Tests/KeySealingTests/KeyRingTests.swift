import Foundation
import KeySealing
import Testing

@Suite struct KeyRingTests {
  @Test func readsBackWhatItWrites() throws {
    let text = KeyRing.generated().fileText()
    #expect(try KeyRing(parsing: text).fileText() == text)
  }

  @Test func readsTheSettingForm() throws {
    let bytes = Data(repeating: 3, count: 32).base64EncodedString()
    #expect(try KeyRing(parsing: "a1:\(bytes), b2:\(bytes)").fileText() == "a1 \(bytes)\nb2 \(bytes)\n")
  }

  @Test(arguments: ["nonsense", "id:short", "way-too-long-id-here:AAAA", "a b c"])
  func refusesMalformedKeys(text: String) {
    #expect(throws: KeyRingError.malformed) { try KeyRing(parsing: text) }
  }

  @Test func refusesAnEmptyRingAndADoubledID() {
    #expect(throws: KeyRingError.empty) { try KeyRing(parsing: "# nothing\n") }
    let bytes = Data(repeating: 3, count: 32).base64EncodedString()
    #expect(throws: KeyRingError.duplicate(id: "a")) { try KeyRing(parsing: "a:\(bytes),a:\(bytes)") }
  }

  @Test func theFileIsMadeOnceAndOnlyItsOwnerMayReadIt() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let first = try MasterKeyFile.load(inFolder: folder)
    #expect(try MasterKeyFile.load(inFolder: folder).fileText() == first.fileText())
    let path = folder + "/" + MasterKeyFile.name
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [MasterKeyFile.name])
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(throws: KeyRingError.fileTooOpen(path: path)) { try MasterKeyFile.load(inFolder: folder) }
  }
}
