import ModelGateway

/// The last turns of a conversation, cut so that they leave room for the question.
enum ChatHistory {
  static let mostTurns = 8
  static let longestTurn = 2000

  /// Begins with the user, holds text only, and never has two turns of one role in a row, as the providers want it.
  static func recent(_ history: [ChatTurn]) -> [ChatTurn] {
    var turns: [ChatTurn] = []
    for turn in history.suffix(mostTurns) where turn.role == .user || turn.role == .assistant {
      let text = OutputPrompt.shorten(turn.text, to: longestTurn)
      guard !text.allSatisfy(\.isWhitespace), !(turns.isEmpty && turn.role == .assistant) else { continue }
      if turns.last?.role == turn.role { turns.removeLast() }
      turns.append(turn.role == .user ? .user(text) : .assistant(text))
    }
    // The question that comes now is the user's next turn.
    if turns.last?.role == .user { turns.removeLast() }
    return turns
  }
}
