import Testing

@testable import WebApp

@Suite struct ListenAddressTests {
  @Test(arguments: ["127.0.0.1:8080", "localhost:0", "[::1]:443"])
  func anAddressIsReadAndWrittenAlike(text: String) {
    #expect(ListenAddress(text)?.description == text)
  }

  @Test(arguments: ["", ":80", "host", "::1:80", "host:-1", "host:65536", "host:eighty"])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(ListenAddress(text) == nil)
  }

  @Test func aPublicOriginIsWrittenAsBrowsersSendIt() {
    #expect(PublicOrigin("https://Example.org:443/")?.text == "https://example.org")
    #expect(PublicOrigin("http://example.org:8080")?.text == "http://example.org:8080")
    #expect(PublicOrigin("https://example.org")?.isSecure == true)
  }
}
