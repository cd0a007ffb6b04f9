import Storage
import Testing

@Suite struct DatabaseLocationTests {
  @Test(arguments: [
    ("sqlite:/var/lib/latchkey.sqlite", "/var/lib/latchkey.sqlite"),
    ("sqlite:///var/lib/latchkey.sqlite", "/var/lib/latchkey.sqlite"),
    ("sqlite:var/latchkey.sqlite", "var/latchkey.sqlite"),
  ])
  func aURLNamesAFile(url: String, path: String) throws {
    #expect(try DatabaseLocation(url: url) == .sqlite(path: path))
  }

  @Test func memoryIsALocationToo() throws {
    #expect(try DatabaseLocation(url: "sqlite::memory:") == .inMemory)
  }

  @Test(arguments: ["", "sqlite:", "sqlite:/", "sqlite:a\0b", "/var/lib/latchkey.sqlite", "mysql://localhost/latchkey"])
  func anythingElseIsRefusedInASentence(url: String) {
    #expect(throws: StorageError.invalidLocation) { try DatabaseLocation(url: url) }
  }

  @Test func aFolderThatIsNotThereIsUnavailable() async {
    let refusal = OpeningError(
      location: "/nowhere/at/all.sqlite", cause: .unavailable(reason: StorageError.Reason.cannotOpen))
    await #expect(throws: refusal) {
      _ = try await DatabaseLocation.sqlite(path: "/nowhere/at/all.sqlite").open(logger: .quiet)
    }
  }
}
