import Analyst
import Testing

@Suite struct FenceSplitterTests {
  private static let answers: [(answer: String, text: String, program: String?)] = [
    ("Words only.", "Words only.", nil),
    ("Before.\n```python\nx = 1\nprint(x)\n```\nAfter.", "Before.\nAfter.", "x = 1\nprint(x)\n"),
    ("```py\nx\n```", "", "x\n"),
    ("```\nx\n```\n", "", "x\n"),
    ("  ```Python \nx\n  ``` \nend", "end", "x\n"),
    ("```python\r\nx\r\n```\r\nend", "end", "x\r\n"),
    ("```python\na\n```\nthen\n```python\nb\n```", "then\n", "a\n\nb\n"),
    ("```sql\nselect 1\n```\nend", "```sql\nselect 1\n```\nend", nil),
    ("```python\nunclosed", "", "unclosed"),
    ("```python\n\n```", "", nil),
    ("a `code` b ```inline``` c", "a `code` b ```inline``` c", nil),
    ("``` inline ``` text\nend", "``` inline ``` text\nend", nil),
    ("    ```python\nx\n", "    ```python\nx\n", nil),
    ("```python\ns = '```'\n```", "", "s = '```'\n"),
    ("Grüße 👩‍👩‍👧 ``", "Grüße 👩‍👩‍👧 ``", nil),
    ("", "", nil),
  ]

  @Test(arguments: answers.indices)
  func anAnswerIsSplitTheSameWhereverItIsCut(_ index: Int) {
    let (answer, text, program) = Self.answers[index]
    for size in 1...max(answer.unicodeScalars.count, 1) {
      var splitter = FenceSplitter()
      var shown = ""
      var rest = Array(answer.unicodeScalars)[...]
      while !rest.isEmpty {
        var piece = String.UnicodeScalarView()
        piece.append(contentsOf: rest.prefix(size))
        shown += splitter.add(String(piece))
        rest = rest.dropFirst(size)
      }
      shown += splitter.finish()
      #expect(shown == text)
      #expect(splitter.program == program)
    }
  }

  @Test func textIsShownAtOnceUnlessItMayBecomeAFence() {
    var splitter = FenceSplitter()
    #expect(splitter.add("Hel") == "Hel")
    #expect(splitter.add("lo\n`") == "lo\n")
    #expect(splitter.add("`") == "")
    #expect(splitter.add("x") == "``x")
  }
}
