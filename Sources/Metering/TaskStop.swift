/// Who stopped a task, as far as its caller knows; thrown in place of a `CancellationError`.
package enum TaskStop: Error, Equatable {
  /// The person said stop: paid once output has begun (C5).
  case byPerson
  /// Everyone who listened has left: paid only when a piece of the answer had reached one of them.
  case byDesertion(outputDelivered: Bool)
  /// The server ends; never paid.
  case byServer
}
