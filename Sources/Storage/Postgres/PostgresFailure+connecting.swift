extension PostgresFailure {
  /// Why there is no connection, from libpq's words, which are all that it gives. They are not passed on: they may
  /// quote the URL.
  ///
  /// What waiting can't mend is told apart from what it may; words that are not known count as the latter.
  init(connecting words: String) {
    let lasting: [(reason: String, words: [[String]])] = [
      (
        StorageError.Reason.credentials,
        [
          ["authentication failed"], ["no password supplied"], ["role \"", "does not exist"],
          ["is not permitted to log in"],
        ]
      ),
      (StorageError.Reason.notAdmitted, [["no pg_hba.conf entry"], ["pg_hba.conf rejects"]]),
      (StorageError.Reason.noDatabase, [["database \"", "does not exist"]]),
      (StorageError.Reason.noEncryption, [["does not support SSL"]]),
      (
        StorageError.Reason.certificate,
        [["certificate verify failed"], ["does not match host name"], ["root certificate file"]]
      ),
      (
        StorageError.Reason.option,
        [
          ["invalid URI"], ["invalid port number"], ["invalid ssl"], ["invalid integer value"],
          ["invalid connection option"],
          ["invalid percent-encoded"], ["unexpected character"], ["forbidden value"], ["value: \""],
          ["missing key/value"],
          ["extra key/value"], ["end of string reached"], ["could not match"],
        ]
      ),
    ]
    let reason = lasting.first { $0.words.contains { $0.allSatisfy { words.contains($0) } } }?.reason
    if let reason {
      self.init(.unavailable(reason: reason), .none)
    } else if words.contains("could not translate host name") {
      self.init(.unavailable(reason: StorageError.Reason.unknownHost), .reconnect)
    } else if words.contains("starting up") || words.contains("shutting down") || words.contains("in recovery") {
      self.init(.unavailable(reason: StorageError.Reason.restarting), .reconnect)
    } else if words.contains("too many clients") || words.contains("remaining connection slots") {
      self.init(.unavailable(reason: StorageError.Reason.tooManyConnections), .reconnect)
    } else {
      self.init(.unavailable(reason: StorageError.Reason.unreachable), .reconnect)
    }
  }
}
