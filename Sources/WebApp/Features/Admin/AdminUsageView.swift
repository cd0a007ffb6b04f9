import Core
import Storage

/// Own key against platform for everybody, over some days.
struct AdminUsageView: Encodable, Sendable {
  var lines: [UsageLineView]
  var byPayer: [PayerSums]
  var byDay: [DaySums]
  var errors: [ErrorCount]
  var keyChecks: [KeyCheckCount]

  struct PayerSums: Encodable, Sendable {
    var payer: PayerKind
    var tasks: Int
    var calls: Int
    var inputTokens: Int
    var outputTokens: Int
    var credits: Int64
    var errors: Int
  }

  struct DaySums: Encodable, Sendable {
    var day: String
    var payer: PayerKind
    var tasks: Int
    var tokens: Int
    var credits: Int64
  }

  struct ErrorCount: Encodable, Sendable {
    var code: String
    var payer: PayerKind
    var count: Int
  }

  struct KeyCheckCount: Encodable, Sendable {
    var provider: String
    var outcome: String
    var count: Int
  }

  init(lines: [UsageLine], errors: [Storage.ErrorCount], keyChecks: [Storage.KeyCheckCount]) {
    self.lines = lines.map(UsageLineView.init)
    byPayer = PayerKind.allCases.map { payer in
      let sums = UsageLineView.Sums(of: lines.filter { $0.payer == payer })
      return PayerSums(
        payer: payer, tasks: sums.tasks, calls: sums.calls, inputTokens: sums.inputTokens,
        outputTokens: sums.outputTokens, credits: sums.credits, errors: sums.errors)
    }
    byDay = Self.days(of: lines)
    self.errors = errors.map { ErrorCount(code: $0.code, payer: $0.payer, count: $0.count) }
    self.keyChecks = keyChecks.map {
      KeyCheckCount(provider: $0.provider.rawValue, outcome: $0.outcome, count: $0.count)
    }
  }

  private static func days(of lines: [UsageLine]) -> [DaySums] {
    Set(lines.map(\.day)).sorted().flatMap { day in
      PayerKind.allCases.map { payer in
        let sums = UsageLineView.Sums(of: lines.filter { $0.day == day && $0.payer == payer })
        return DaySums(
          day: day, payer: payer, tasks: sums.tasks, tokens: sums.inputTokens + sums.outputTokens, credits: sums.credits
        )
      }
    }
  }
}
