package import Storage

/// How an accepted task ended: what its answer is stored with, and what people are told.
package struct TaskConclusion: Sendable {
  package let receipt: Receipt
  package let status: UsageStatus
  /// Why there is no whole answer: an error, a `TaskStop` or a `CancellationError`; nil when there is one.
  package let failure: (any Error)?
}
