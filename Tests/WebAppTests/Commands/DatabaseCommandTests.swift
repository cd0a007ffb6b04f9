import Foundation
import Storage
import Testing

@testable import WebApp

@Suite struct DatabaseCommandTests {
  @Test func aCommandInTheWrongFolderMakesNothingAndSaysWhereItLooked() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("latchkey-\(UUID().uuidString)").path
    let expected = StorageError.noDatabase(path: folder + "/latchkey.sqlite")
    await #expect(throws: expected) {
      try await CreditsCommand(settings: ["--latchkey-data", folder]).audit()
    }
    await #expect(throws: expected) {
      try await UserCommand(settings: ["--latchkey-data", folder]).setRole(of: "ada@example.org", to: "admin")
    }
    #expect(!FileManager.default.fileExists(atPath: folder))
    #expect(expected.message.contains(folder) && expected.message.contains("--latchkey-data"))
  }
}
