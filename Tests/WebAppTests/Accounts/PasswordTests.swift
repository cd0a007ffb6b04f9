import Core
import Testing

@testable import WebApp

@Suite struct PasswordTests {
  private let hasher: PasswordHasher

  init() throws { hasher = try PasswordHasher(logN: 10) }

  @Test func aPasswordIsVerifiedAgainstItsOwnHashOnly() async throws {
    let hash = try await hasher.hash(Secret("correct horse battery"))
    let stored = try #require(PasswordHash(hash.stored))
    #expect(try await hasher.verify(Secret("correct horse battery"), against: stored))
    #expect(try await hasher.verify(Secret("correct horse batterz"), against: stored) == false)
    #expect(try await hasher.verify(Secret(""), against: stored) == false)
  }

  @Test func withoutAStoredHashTheAnswerIsNo() async throws {
    #expect(try await hasher.verify(Secret(""), against: nil) == false)
  }

  @Test func theSamePasswordIsStoredDifferentlyEachTime() async throws {
    let first = try await hasher.hash(Secret("correct horse battery"))
    let second = try await hasher.hash(Secret("correct horse battery"))
    #expect(first.stored != second.stored)
    #expect(first.stored.hasPrefix("$scrypt$ln=10,r=8,p=1$"))
    #expect(!"\(first)".contains(first.stored.suffix(20)))
  }

  @Test(arguments: [
    "", "plain", "$scrypt$ln=31,r=8,p=1$AAAA$AAAA", "$scrypt$ln=10,r=9,p=1$AAAA$AAAA",
    "$bcrypt$ln=10,r=8,p=1$AAAA$AAAA",
    "$scrypt$ln=10,r=8,p=1$$", "$scrypt$ln=10,r=8,p=1$AAAA$AAAA",
  ])
  func whatIsNoHashIsRefused(text: String) {
    #expect(PasswordHash(text) == nil)
  }

  /// RFC 7914, section 12: the vector with N = 1024, but for our block size of 8, p = 1 and 32 bytes, checked with
  /// another implementation.
  @Test func theHashIsScrypt() throws {
    let hash = try PasswordHash(of: Secret("password"), salt: Array("NaCl".utf8), logN: 10)
    #expect(hash.hash.map { String($0, radix: 16) }.joined(separator: " ") == Self.expected)
  }

  private static let expected =
    "27 b4 18 c6 74 c7 69 d1 25 1 fb b1 f5 3b ac 32 df 65 14 c0 f2 8d 4 38 72 b1 48 b3 48 96 1a 79"

  @Test func moreChecksThanTheQueueHoldsAreRefused() async throws {
    let narrow = try PasswordHasher(logN: 14, longestQueue: 2)
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<12 {
        group.addTask {
          do {
            _ = try await narrow.hash(Secret("correct horse battery"))
            return true
          } catch {
            return false
          }
        }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(outcomes.contains(true))
    #expect(outcomes.contains(false))
  }

  @Test(arguments: ["short", "aaaaaaaaaaaa", "abababababab", String(repeating: "abcdef", count: 100)])
  func aWeakPasswordIsRefused(password: String) {
    #expect(throws: AuthError.self) { try PasswordPolicy.check(password, email: nil) }
  }

  @Test func theAddressItselfIsNoPassword() throws {
    #expect(throws: AuthError.self) { try PasswordPolicy.check("Somebody@example.org", email: "somebody@example.org") }
    try PasswordPolicy.check("a fine password", email: "somebody@example.org")
  }
}
