/// Answers that a question asks for with a mark, to try what a page makes of them.
enum SpecialAnswers {
  /// Text that tries to become markup and script.
  static let injection = """
    Here is the result. <script>document.title = "injected"</script><img src="x" onerror="document.title='injected'">

    [A link](javascript:document.title='injected') and <iframe src="https://example.invalid"></iframe> should stay text.

    <style>body { display: none }</style>**The end.**
    """

  /// About 3,000 tokens.
  static let long: String = {
    let paragraphs = (1...40).map { number in
      """
      \(number). This paragraph repeats what the one before it said, at the same length, so that a long answer can be \
      scrolled, stopped and saved. It mentions its own number, \(number), and nothing else that would matter to anyone.
      """
    }
    return paragraphs.joined(separator: "\n\n")
  }()
}
