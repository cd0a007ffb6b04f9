package import Core
package import Logging

/// Everything that the operator decides, read and checked once when the program starts.
///
/// Each member comes from the setting of `SettingsReference` that is named beside it, where its bounds are.
package struct AppConfiguration: Sendable, CustomStringConvertible {
  /// `LATCHKEY_LISTEN`
  package var listen = ListenAddress(host: "127.0.0.1", port: 8080)
  /// `LATCHKEY_PUBLIC_URL`
  package var publicOrigin: PublicOrigin?
  /// `LATCHKEY_TRUSTED_PROXIES`
  package var trustedProxies: Set<String> = []
  /// `LATCHKEY_DATA`
  package var dataFolder = "./var"
  /// `LATCHKEY_DATABASE_URL`; nil means a file in `dataFolder`. A secret, since such an address may hold a password.
  package var databaseURL: Secret?
  /// `LATCHKEY_DATABASE_CONNECTIONS`, to PostgreSQL
  package var databaseConnections = 8
  /// `LATCHKEY_DATABASE_WAIT_SECONDS`
  package var databaseWait: Duration = .seconds(60)
  /// `LATCHKEY_MASTER_KEY`; nil means the file in `dataFolder`.
  package var masterKey: Secret?
  /// `LATCHKEY_GUESTS`
  package var allowsGuests = true
  /// `LATCHKEY_SIGN_UP`
  package var allowsSignUp = true
  /// `LATCHKEY_KEY_HOURS`
  package var keyLifetime: Duration = .seconds(12 * 3600)
  /// `LATCHKEY_KEY_CHECKS_PER_MINUTE`, by session
  package var keyChecksPerMinute = 10
  /// `LATCHKEY_AUTH_ATTEMPTS_PER_HOUR`, by address
  package var authAttemptsPerHour = 120
  /// `LATCHKEY_SIGN_UPS_PER_HOUR`, by address
  package var signUpsPerHour = 60
  /// `LATCHKEY_GUESTS_PER_HOUR`, by address
  package var guestsPerHour = 60
  /// `LATCHKEY_UPLOAD_LIMIT_MB`, in bytes
  package var uploadLimitBytes = 100 * 1_000_000
  /// `LATCHKEY_DATASETS_PER_PERSON`
  package var datasetsPerPerson = 50
  /// `LATCHKEY_DATASET_SPACE_MB`, in bytes; nil means ten times the largest upload.
  package var datasetSpaceBytes: Int?
  /// `LATCHKEY_RECONNECT_GRACE_SECONDS`
  package var reconnectGrace: Duration = .seconds(10)
  /// `LATCHKEY_HOLD_SECONDS`
  package var holdDuration: Duration = .seconds(900)
  /// `LATCHKEY_LEASE_SECONDS`
  package var leaseDuration: Duration = .seconds(10)
  /// `LATCHKEY_TASKS_PER_PERSON`
  package var tasksPerPerson = 4
  /// `LATCHKEY_SHUTDOWN_GRACE_SECONDS`
  package var shutdownGrace: Duration = .seconds(30)
  /// `LATCHKEY_PYTHON`
  package var python = ".venv/bin/python"
  /// `LATCHKEY_PUBLIC`; nil means the files built in.
  package var publicFolder: String?
  /// `LATCHKEY_LOG_LEVEL`
  package var logLevel: Logger.Level = .info
  /// `OPENAI_API_KEY`, `OPENAI_BASE_URL` and so on; one entry for each provider.
  package var providers: [Provider: ProviderSettings]
  /// Whether the providers are simulated: set by `latchkey demo`, not by a setting.
  package var isSimulated = false

  /// The defaults, with no platform key; for tests and as a start.
  package init() {
    providers = Dictionary(
      uniqueKeysWithValues: Provider.allCases.map { provider in
        let baseURL = SettingsReference.baseURL(of: provider).defaultValue
        return (provider, ProviderSettings(baseURL: baseURL, platformKey: nil))
      })
  }

  /// How many provider keys one address may check in a minute.
  package var keyChecksPerMinuteByAddress: Int { keyChecksPerMinute * 3 }

  /// The base URLs of the providers that have one.
  package var baseURLs: [Provider: String] { providers.compactMapValues(\.baseURL) }

  /// The platform's keys, of the providers that have one.
  package var platformKeys: [Provider: Secret] { providers.compactMapValues(\.platformKey) }

  package var description: String { "AppConfiguration(\(listen))" }
}
