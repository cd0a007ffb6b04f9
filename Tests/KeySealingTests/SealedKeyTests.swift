import Core
import Foundation
import KeySealing
import Testing

@Suite struct SealedKeyTests {
  private let ring = KeyRing.generated()
  private let now = Timestamp(milliseconds: 1_000_000)
  private let secret = Secret("sk-ant-api03-canary-0123456789abcdef")

  private func context(
    session: String = "s1", user: String = "u1", provider: Provider = .anthropic, generation: String = "g1",
    salt: [UInt8] = Array(repeating: 7, count: 64), expiresAt: Int64 = 2_000_000
  ) -> SealContext {
    SealContext(
      session: SessionID(trusted: session), user: UserID(trusted: user), provider: provider, generation: generation,
      salt: salt, expiresAt: Timestamp(milliseconds: expiresAt))
  }

  @Test func opensToTheSameKeyInTheSameContext() throws {
    let sealed = try ring.seal(secret, for: context())
    let opened = try ring.open(sealed, for: context(), now: now)
    #expect(opened.exposedText() == secret.exposedText())
  }

  @Test func neverHoldsTheKeyInTheClear() throws {
    let sealed = try ring.seal(secret, for: context())
    #expect(!sealed.text.contains("canary"))
    #expect(!Data(base64Encoded: Data(secret.exposedText().utf8).base64EncodedString())!.isEmpty)
    #expect(!sealed.text.contains(Data(secret.exposedText().utf8).base64EncodedString().prefix(16)))
  }

  @Test func sealingTwiceGivesDifferentEnvelopes() throws {
    #expect(try ring.seal(secret, for: context()) != ring.seal(secret, for: context()))
  }

  @Test func isBoundToSessionUserProviderGenerationSaltAndExpiry() throws {
    let sealed = try ring.seal(secret, for: context())
    let others = [
      context(session: "s2"), context(user: "u2"), context(provider: .openai), context(generation: "g2"),
      context(salt: Array(repeating: 8, count: 64)), context(expiresAt: 3_000_000),
    ]
    for other in others {
      #expect(throws: SealError.tampered) { try ring.open(sealed, for: other, now: now) }
    }
  }

  @Test func expiresByItself() throws {
    let sealed = try ring.seal(secret, for: context())
    #expect(throws: SealError.expired) {
      try ring.open(sealed, for: context(), now: Timestamp(milliseconds: 2_000_000))
    }
  }

  @Test func refusesEveryChangedCharacter() throws {
    let sealed = try ring.seal(secret, for: context())
    for index in sealed.text.indices {
      var text = sealed.text
      text.replaceSubrange(index...index, with: text[index] == "A" ? "B" : "A")
      #expect(throws: SealError.self) { try ring.open(SealedKey(unverified: text), for: context(), now: now) }
    }
  }

  @Test(arguments: ["", "v1", "v1.k.1.", "v2.a.1.AAAA", "....", String(repeating: "x", count: 5000), "v1.ü.1.ü"])
  func refusesWhatIsNoEnvelope(text: String) {
    #expect(throws: SealError.tampered) { try ring.open(SealedKey(unverified: text), for: context(), now: now) }
  }

  @Test func aRotatedRingOpensOldEnvelopesAndSealsUnderTheNewKey() throws {
    let old = try ring.seal(secret, for: context())
    let rotated = try KeyRing(parsing: KeyRing.generated().fileText() + ring.fileText())
    #expect(try rotated.open(old, for: context(), now: now).exposedText() == secret.exposedText())
    let new = try rotated.seal(secret, for: context())
    #expect(throws: SealError.unknownMasterKey) { try ring.open(new, for: context(), now: now) }
  }
}
