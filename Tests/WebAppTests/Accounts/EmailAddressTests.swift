import Testing

@testable import WebApp

@Suite struct EmailAddressTests {
  @Test(arguments: [" Ada@Example.org ", "ada@example.org"])
  func spacesAndCapitalsDontMatter(text: String) throws {
    #expect(try EmailAddress(text).text == "ada@example.org")
  }

  @Test(arguments: ["a@b.c", "first.last+tag@sub.example.co.uk", "jörg@exämple.org"])
  func whatCanBeAnAddressIsAccepted(text: String) throws {
    #expect(try EmailAddress(text).text == text)
  }

  @Test(arguments: [
    "", "ada", "@example.org", "ada@", "ada@example", "ada@@example.org", "ada@exam ple.org", "ada@.org",
    "ada@example.",
    "<ada@example.org>", "ada\u{0}@example.org", "a\u{200B}da@example.org", "ada\u{200B}@example.org",
    "\u{A0}ada@example.org", "ada@example.org\u{85}", "ada\u{2060}@example.org", "a\u{3164}@example.org",
    "ada@ex\u{AD}ample.org", "a\u{2028}@example.org", "\u{202E}ada@example.org",
    String(repeating: "a", count: 250) + "@example.org",
  ])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(throws: AuthError.invalidEmail) { try EmailAddress(text) }
  }
}
