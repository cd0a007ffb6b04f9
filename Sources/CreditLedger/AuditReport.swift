/// What an audit of the whole ledger found.
package struct AuditReport: Hashable, Sendable {
  package let accounts: Int64
  package let holds: Int64
  package let entries: Int64
  /// Everything that does not add up, at most `AuditReport.mostProblems` of each kind.
  package let problems: [AuditProblem]

  package static let mostProblems = 100

  package init(accounts: Int64, holds: Int64, entries: Int64, problems: [AuditProblem]) {
    self.accounts = accounts
    self.holds = holds
    self.entries = entries
    self.problems = problems
  }

  package var isClean: Bool { problems.isEmpty }
}
