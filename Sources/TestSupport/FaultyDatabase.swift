import Core
package import Storage
import Synchronization

/// A database whose writes fail when a test says so: before anything was written, or after it was, so that the caller
/// does not know.
package final class FaultyDatabase: SQLDatabase {
  package enum Fault: Sendable { case before, after }

  private let base: any SQLDatabase
  private let faults = Mutex<[Fault?]>([])
  private let refusesReads = Mutex(false)

  package init(_ base: any SQLDatabase) { self.base = base }

  package var dialect: Dialect { base.dialect }

  /// What happens to the next writes, in order; those after them are carried out.
  package func plan(_ next: [Fault?]) { faults.withLock { $0 = next } }

  /// Whether reads fail from now on.
  package func refuseReads(_ refuses: Bool) { refusesReads.withLock { $0 = refuses } }

  /// Whether no planned fault is left.
  package var isQuiet: Bool { faults.withLock(\.isEmpty) }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    if refusesReads.withLock({ $0 }) { throw StorageError.unavailable(reason: "planned") }
    return try await base.read(body)
  }

  @discardableResult
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    let fault = faults.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    if fault == .before { throw StorageError.unavailable(reason: "planned") }
    let value = try await base.write(body)
    if fault == .after { throw StorageError.outcomeUnknown }
    return value
  }

  package func scrubHistory() async -> Bool { await base.scrubHistory() }

  package func close() async throws { try await base.close() }
}
