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
}
