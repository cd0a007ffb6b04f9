import Testing

@testable import WebApp

@Suite struct NetworkAddressTests {
  @Test(arguments: [
    ("127.0.0.1", "127.0.0.1"), ("::ffff:127.0.0.1", "127.0.0.1"), ("::FFFF:7f00:1", "127.0.0.1"),
    ("2001:DB8::1", "2001:db8:0:0:0:0:0:1"), ("unknown", "unknown"), ("10.0.0", "10.0.0"),
  ])
  func anAddressHasOneSpelling(text: String, canonical: String) {
    #expect(NetworkAddress.canonical(text) == canonical)
  }

  @Test func anIPv6AddressCountsWithItsNetwork() {
    let key = NetworkAddress.limitKey(of: "2001:db8:1:2::1")
    #expect(key == NetworkAddress.limitKey(of: "2001:db8:1:2:ffff:ffff:ffff:ffff"))
    #expect(key != NetworkAddress.limitKey(of: "2001:db8:1:3::1"))
    #expect(NetworkAddress.limitKey(of: "10.0.0.1") != NetworkAddress.limitKey(of: "10.0.0.2"))
    #expect(NetworkAddress.limitKey(of: "::ffff:10.0.0.1") == NetworkAddress.limitKey(of: "10.0.0.1"))
  }
}
