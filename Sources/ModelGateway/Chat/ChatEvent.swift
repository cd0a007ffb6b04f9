package import Core

/// A piece of a streamed answer.
package enum ChatEvent: Sendable, Equatable {
  case textDelta(String)
  case reasoningDelta(String)
  /// A piece of the tool call number `index`: `id` and `name` come with its first piece, `arguments` is to be appended.
  case toolCallDelta(index: Int, id: String?, name: String?, arguments: String)
  /// Why the model stopped; counts may still follow.
  case finished(FinishReason)
  /// The counts so far, for the whole call: the last one wins.
  case usage(TokenCounts)
}
