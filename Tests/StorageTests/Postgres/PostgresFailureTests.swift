import Testing

@testable import Storage

/// What libpq's words about a connection mean.
@Suite struct PostgresFailureTests {
  @Test(arguments: [
    ("FATAL:  password authentication failed for user \"x\"", StorageError.Reason.credentials),
    ("fe_sendauth: no password supplied", StorageError.Reason.credentials),
    ("FATAL:  role \"x\" does not exist", StorageError.Reason.credentials),
    ("FATAL:  database \"x\" does not exist", StorageError.Reason.noDatabase),
    ("FATAL:  no pg_hba.conf entry for host \"::1\", user \"x\"", StorageError.Reason.notAdmitted),
    ("server does not support SSL, but SSL was required", StorageError.Reason.noEncryption),
    ("SSL error: certificate verify failed", StorageError.Reason.certificate),
    ("root certificate file \"/x/root.crt\" does not exist", StorageError.Reason.certificate),
    ("invalid URI query parameter: \"sslmod\"", StorageError.Reason.option),
    ("invalid sslmode value: \"maybe\"", StorageError.Reason.option),
    ("invalid port number: \"abc\"", StorageError.Reason.option),
  ])
  func whatWaitingCanNotMendIsToldAtOnce(words: String, reason: String) {
    #expect(PostgresFailure(connecting: words) == PostgresFailure(.unavailable(reason: reason), .none))
  }

  @Test(arguments: [
    ("connection to server at \"127.0.0.1\", port 1 failed: Connection refused", StorageError.Reason.unreachable),
    ("could not translate host name \"db\" to address: Name or service not known", StorageError.Reason.unknownHost),
    ("FATAL:  the database system is starting up", StorageError.Reason.restarting),
    ("FATAL:  sorry, too many clients already", StorageError.Reason.tooManyConnections),
    ("words in another language", StorageError.Reason.unreachable),
  ])
  func whatMayPassIsTriedAgain(words: String, reason: String) {
    #expect(PostgresFailure(connecting: words) == PostgresFailure(.unavailable(reason: reason), .reconnect))
  }
}
