import Core

/// A chat request without its provider's clothes.
struct SimulatedCall: Sendable, Equatable {
  var model: String
  var system = ""
  var turns: [SimulatedTurn] = []
  /// In tokens; nil when the provider's own limit holds.
  var maxTokens: Int?
  var stops: [String] = []
  var tools: [SimulatedTool] = []
  /// The model must call a tool.
  var mustCallTool = false
  var streams = false
  /// Whether a stream ends with token counts (OpenAI and Groq send them only when asked).
  var streamsUsage = true
  /// Whether reasoning is part of the answer rather than only of its token counts.
  var showsReasoning = false
  /// Whether the model thinks before it answers.
  var reasons = false
  /// Whether a repeated beginning may come from the provider's cache.
  var usesCache = true
  /// Gemini's stream without `alt=sse` is one JSON array.
  var streamsAsArray = false

  /// The text of the last turn.
  var lastText: String { turns.last?.text ?? "" }

  /// All that the model reads.
  var prompt: String { ([system] + turns.map(\.text)).joined(separator: "\n") }
}

struct SimulatedTurn: Sendable, Equatable {
  enum Role: Sendable, Equatable { case user, assistant, tool }

  var role: Role
  var text: String
}

struct SimulatedTool: Sendable, Equatable {
  var name: String
  /// The JSON Schema of the arguments.
  var parameters: JSONValue
}

/// What the simulated model answers.
struct SimulatedAnswer: Sendable, Equatable {
  enum Finish: Sendable, Equatable { case stop, length, stopSequence(String), toolCall, refusal }

  var reasoning = ""
  var text = ""
  var toolCall: SimulatedToolCall?
  var finish = Finish.stop
  var usage = TokenCounts()
  /// Stable for equal calls, so that a recording of the simulator doesn't change from run to run.
  var id = ""
}

struct SimulatedToolCall: Sendable, Equatable {
  var id: String
  var name: String
  var arguments: JSONValue
}
