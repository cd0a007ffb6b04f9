import Core
import Testing

@Suite struct TextBoundsTests {
  /// One character of 200,001 bytes.
  private let bomb = "a" + String(repeating: "\u{301}", count: 100_000)

  @Test func aCharacterOfManyBytesDoesNotFit() {
    #expect(bomb.count == 1)
    #expect(!bomb.fits(characters: 20_000))
    #expect(String(repeating: "😀", count: 200).fits(characters: 200))
    #expect(!String(repeating: "a", count: 201).fits(characters: 200))
  }

  @Test(arguments: [1, 3, 7, 100])
  func aCutTextIsBoundedInBytesAtBothEnds(characters: Int) {
    for text in [bomb, "é" + bomb + "é", String(repeating: "👩‍👩‍👧", count: 50), String(repeating: "abc", count: 99)] {
      let (start, end) = (text.beginning(characters: characters), text.ending(characters: characters))
      #expect(start.fits(characters: characters) && end.fits(characters: characters))
      #expect(text.utf8.starts(with: start.utf8))
      #expect(text.utf8.reversed().starts(with: end.utf8.reversed()))
      #expect(!start.isEmpty && !end.isEmpty)
    }
  }

  @Test func whatFitsIsNotCut() {
    for text in ["", "Größe", "👩‍👩‍👧"] where text.fits(characters: 7) {
      #expect(text.beginning(characters: 7) == text)
      #expect(text.ending(characters: 7) == text)
    }
  }

  @Test(arguments: ["\u{1B}[31m", "\u{202E}evil", "\u{2066}", "a\nb", "\u{85}", "\u{0}"])
  func controlMarksAreNoPlainLine(text: String) {
    #expect(!text.isPlainLine)
    #expect("Umsätze 2026 – Größe 👩‍👩‍👧 مرحبا".isPlainLine)
  }

  @Test func providerTextIsBoundedInBytes() {
    #expect(UnscrubbedText(bomb).raw.utf8.count <= 4 * UnscrubbedText.longest)
  }
}
