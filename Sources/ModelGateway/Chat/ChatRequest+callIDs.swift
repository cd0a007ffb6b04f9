import Core

extension ChatRequest {
  /// The same request with an id of its own for every tool call, and the results with the id of the call that they
  /// answer: providers refuse a request in which two calls have one id.
  ///
  /// Calls without an id (Gemini gives none) are named after their tool; results are matched to calls in order.
  var withDistinctCallIDs: ChatRequest {
    var request = self
    var used: Set<String> = []
    /// The ids of the calls that still wait for a result, by the id or else the tool's name that was given for them.
    var waiting: [String: [String]] = [:]
    for (turn, part) in positions {
      switch request.turns[turn].parts[part] {
      case .toolCall(var call):
        let given = call.id ?? "call_\(call.name)"
        let id = Self.unusedID(like: given, used: &used)
        waiting[given, default: []].append(id)
        call.id = id
        request.turns[turn].parts[part] = .toolCall(call)
      case .toolResult(var result):
        let given = result.callID ?? "call_\(result.name)"
        var ids = waiting[given] ?? []
        result.callID = ids.isEmpty ? given : ids.removeFirst()
        waiting[given] = ids
        request.turns[turn].parts[part] = .toolResult(result)
      case .text, .reasoning: break
      }
    }
    return request
  }

  private var positions: [(turn: Int, part: Int)] {
    turns.indices.flatMap { turn in turns[turn].parts.indices.map { (turn, $0) } }
  }

  private static func unusedID(like id: String, used: inout Set<String>) -> String {
    var candidate = id
    var number = 2
    while !used.insert(candidate).inserted {
      candidate = "\(id)_\(number)"
      number += 1
    }
    return candidate
  }
}
