/// Who stopped a task; what it costs depends on it (C5).
enum TaskStopper: Sendable, Equatable {
  case person
  /// Everyone who listened has left and nobody has come back.
  case desertion
  case server
  /// Another process took it for dead and has ended it.
  case takeover
}
