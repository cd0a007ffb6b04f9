import Testing

@testable import WebApp

@Suite struct SessionTokenTests {
  @Test func aTokenIsReadBackFromItsCookie() {
    let token = SessionToken()
    #expect(SessionToken(cookieValue: token.cookieValue)?.hash == token.hash)
    #expect(token.hash.count == 64)
    #expect(!token.hash.contains(token.cookieValue))
    #expect("\(token)" == "SessionToken")
  }

  @Test func tokensAreAllDifferent() {
    #expect(Set((0..<100).map { _ in SessionToken().cookieValue }).count == 100)
  }

  @Test func aCutOrChangedCookieIsAnotherTokenOrNone() {
    let token = SessionToken()
    #expect(SessionToken(cookieValue: String(token.cookieValue.dropLast())) == nil)
    #expect(SessionToken(cookieValue: token.cookieValue + "A") == nil)
    #expect(SessionToken(cookieValue: "") == nil)
    let changed = (token.cookieValue.first == "A" ? "B" : "A") + token.cookieValue.dropFirst()
    #expect(SessionToken(cookieValue: changed)?.hash != token.hash)
  }
}
