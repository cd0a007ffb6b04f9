/// One transaction that wants a connection, with the type of its value erased.
struct PostgresJob: Sendable {
  let begin: String
  let work: PendingWrite
  /// What the work is about, when it may share a commit with others: works about one thing use one connection, one
  /// after the other.
  let subject: String?
  /// How often it was begun.
  var attempts = 0
}
