import Analyst
import Core
import Foundation
import ModelGateway
import Synchronization

/// A model whose answers are written down beforehand; it remembers what it was asked.
final class ScriptedModel: ModelCalling {
  enum Reply: Sendable {
    /// Streamed in pieces of the given number of characters.
    case says(String, pieces: Int = 7, finish: FinishReason = .stop)
    /// Says the text, then fails.
    case breaks(String, any Error)
    /// Says the text, then waits until the task is cancelled.
    case hangs(String)
  }

  struct Call: Sendable {
    let request: ChatRequest
    let purpose: AnalystCall
  }

  private struct State {
    var replies: [Reply]
    var calls: [Call] = []
    var outputBegan = false
  }

  private let state: Mutex<State>

  init(_ replies: [Reply]) { state = Mutex(State(replies: replies)) }

  var calls: [Call] { state.withLock { $0.calls } }
  var outputBegan: Bool { state.withLock { $0.outputBegan } }

  func markOutputBegan() { state.withLock { $0.outputBegan = true } }

  func stream(
    _ request: ChatRequest, for purpose: AnalystCall, onEvent: (ChatEvent) async throws -> Void
  ) async throws -> ChatResponse {
    let reply = state.withLock { state in
      state.calls.append(Call(request: request, purpose: purpose))
      return state.replies.isEmpty ? Reply.says("") : state.replies.removeFirst()
    }
    switch reply {
    case .says(let text, let size, let finish):
      for piece in Self.cut(text, size) { try await onEvent(.textDelta(piece)) }
      try await onEvent(.finished(finish))
      return ChatResponse(parts: text.isEmpty ? [] : [.text(text)], finishReason: finish)
    case .breaks(let text, let error):
      try await onEvent(.textDelta(text))
      throw error
    case .hangs(let text):
      try await onEvent(.textDelta(text))
      try await Task.sleep(for: .seconds(600))
      return ChatResponse()
    }
  }

  private static func cut(_ text: String, _ size: Int) -> [String] {
    var pieces: [String] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      pieces.append(String(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    return pieces
  }
}
