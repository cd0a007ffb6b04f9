import Core
import Storage

/// One line of use: a day, feature, provider, model and payer.
struct UsageLineView: Encodable, Sendable {
  var day: String
  var feature: String
  /// Provider and model are left out for what costs the same with every model.
  var provider: String?
  var model: String?
  var payer: PayerKind
  var tasks: Int
  var calls: Int
  var inputTokens: Int
  var outputTokens: Int
  var cachedTokens: Int
  var reasoningTokens: Int
  /// How many of the calls have guessed counts.
  var estimatedCalls: Int
  var credits: Int64
  var errors: Int

  init(_ line: UsageLine) {
    day = line.day
    feature = line.feature.rawValue
    provider = line.provider?.rawValue
    model = line.model
    payer = line.payer
    tasks = line.tasks
    calls = line.calls
    inputTokens = line.inputTokens
    outputTokens = line.outputTokens
    cachedTokens = line.cachedTokens
    reasoningTokens = line.reasoningTokens
    estimatedCalls = line.estimatedCalls
    credits = line.credits.amount
    errors = line.errors
  }

  /// The sums over some lines.
  struct Sums: Encodable, Sendable {
    var tasks = 0
    var calls = 0
    var inputTokens = 0
    var outputTokens = 0
    var credits: Int64 = 0
    var errors = 0

    init(of lines: [UsageLine]) {
      for line in lines {
        tasks += line.tasks
        calls += line.calls
        inputTokens += line.inputTokens
        outputTokens += line.outputTokens
        credits += line.credits.amount
        errors += line.errors
      }
    }
  }
}
