package import Core

/// What a task tells about itself when it is over: who paid, with which key, how much, for how many tokens.
package struct Receipt: Sendable, Codable, Equatable {
  package var task: TaskID
  package var payer: PayerKind
  package var provider: Provider
  package var model: String
  /// The own key that served the task; nil on the platform's key.
  package var keyHint: KeyHint?
  /// What was charged: zero under an own key and for tasks that failed.
  package var credits: Credits
  /// The sum over all calls of the task.
  package var tokens: TokenCounts
  /// From acceptance to the end, in milliseconds.
  package var durationMs: Int64
  /// How many model calls the task made.
  package var calls: Int

  enum CodingKeys: String, CodingKey {
    case task = "task_id"
    case payer, provider, model
    case keyHint = "key_hint"
    case credits, tokens
    case durationMs = "duration_ms"
    case calls
  }
}
