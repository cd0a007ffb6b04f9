package import Core
package import CreditLedger

extension LedgerStore {
  /// Checks on one snapshot that everything adds up; holds whose time is over but which nobody has freed yet are no
  /// problem.
  ///
  /// - Parameter comparingTasks: whether each charge must also have its record of a task, as every charge of `Metering`
  ///   has. Without it, the ledger is proved by itself.
  package func audit(now: Timestamp, comparingTasks: Bool = true) async throws -> AuditReport {
    try await database.read { db in try LedgerAudit(db: db).report(comparingTasks: comparingTasks) }
  }
}
