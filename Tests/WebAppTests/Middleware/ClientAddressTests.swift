import Testing

@testable import WebApp

@Suite struct ClientAddressTests {
  @Test func withoutTrustedProxiesTheHeaderIsIgnored() {
    let middleware = ClientAddressMiddleware(trustedProxies: [])
    #expect(middleware.address(connectedFrom: "10.0.0.1", forwardedFor: ["1.2.3.4"]) == "10.0.0.1")
  }

  @Test func behindTrustedProxiesTheLastForeignAddressCounts() {
    let middleware = ClientAddressMiddleware(trustedProxies: ["10.0.0.1", "10.0.0.2"])
    #expect(middleware.address(connectedFrom: "10.0.0.1", forwardedFor: ["6.6.6.6, 1.2.3.4", "10.0.0.2"]) == "1.2.3.4")
    #expect(middleware.address(connectedFrom: "10.0.0.1", forwardedFor: []) == "10.0.0.1")
    #expect(middleware.address(connectedFrom: "9.9.9.9", forwardedFor: ["1.2.3.4"]) == "9.9.9.9")
  }

  @Test func aProxyIsKnownHoweverItsAddressIsWritten() {
    let middleware = ClientAddressMiddleware(trustedProxies: ["127.0.0.1", "2001:DB8::1"])
    for peer in ["127.0.0.1", "::ffff:127.0.0.1", "2001:db8:0::1"] {
      #expect(
        middleware.address(connectedFrom: peer, forwardedFor: ["::ffff:1.2.3.4, ::ffff:127.0.0.1"]) == "1.2.3.4")
    }
  }
}
