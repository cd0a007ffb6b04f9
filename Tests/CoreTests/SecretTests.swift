import Core
import Foundation
import Testing

@Suite struct SecretTests {
  @Test func tellsNothingAboutItself() {
    let secret = Secret("sk-canary-1234567890")
    #expect("\(secret)" == "Secret")
    #expect(String(reflecting: secret) == "Secret")
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!dumped.contains("canary"))
  }

  @Test func wipingOverwritesTheBytes() {
    let secret = Secret("sk-canary-1234567890")
    secret.wipe()
    #expect(secret.withBytes { $0.allSatisfy { $0 == 0 } })
  }

  @Test func movingWipesTheBufferItCameFrom() {
    var data = Data("top secret".utf8)
    let secret = Secret(moving: &data)
    #expect(data.isEmpty)
    #expect(secret.exposedText() == "top secret")
  }

  @Test(arguments: [("sk-abcdefghijklmnop", "····mnop"), ("short", "····"), ("", "····")])
  func aHintShowsFourCharactersAtMost(key: String, hint: String) {
    #expect(KeyHint(of: Secret(key)).text == hint)
  }
}
