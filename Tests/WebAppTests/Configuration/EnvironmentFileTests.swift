import Foundation
import Testing

@testable import WebApp

@Suite struct EnvironmentFileTests {
  @Test(arguments: [(0o600, false), (0o400, false), (0o640, true), (0o604, true), (0o644, true)])
  func aFileThatOthersMayReadIsToldWithItsRemedy(mode: Int, isTold: Bool) throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("env-\(UUID().uuidString)").path
    #expect(FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: mode]))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let warning = EnvironmentFile.warning(at: path)
    #expect((warning != nil) == isTold)
    if isTold { #expect(warning?.contains("chmod 600 \(path)") == true) }
  }

  @Test func noFileIsNoTrouble() {
    #expect(EnvironmentFile.warning(at: "/nowhere/.env") == nil)
  }
}
