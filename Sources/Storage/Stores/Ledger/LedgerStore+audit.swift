package import Core
package import CreditLedger

extension LedgerStore {
  /// Checks on one snapshot that everything adds up; holds whose time is over but which nobody has freed yet are no
  /// problem.
  package func audit(now: Timestamp) async throws -> AuditReport {
    try await database.read { db in try LedgerAudit(db: db).report() }
  }
}
