package import Core

/// Every setting of Latchkey, in the order in which the documentation lists them.
package enum SettingsReference {
  package static let all: [Setting] = own + Provider.allCases.flatMap { [platformKey(of: $0), baseURL(of: $0)] }

  private static let own: [Setting] = [
    .listen, .publicURL, .trustedProxies, .data, .databaseURL, .databaseConnections, .databaseWait, .masterKey, .guests,
    .signUp, .keyHours,
    .keyChecksPerMinute, .authAttemptsPerHour, .signUpsPerHour, .guestsPerHour, .uploadLimit, .datasetsPerPerson,
    .datasetSpace, .holdSeconds, .leaseSeconds, .reconnectGrace, .tasksPerPerson, .shutdownGrace, .python,
    .publicFolder,
    .logLevel,
  ]

  package static func platformKey(of provider: Provider) -> Setting {
    Setting(
      provider.rawValue.uppercased() + "_API_KEY", isSecret: true,
      provider == .local
        ? "The key of your own OpenAI-compatible server, if it wants one."
        : "The platform's key for \(provider.displayName); without it, \(provider.displayName) is offered for own keys only."
    )
  }

  package static func baseURL(of provider: Provider) -> Setting {
    let name = provider.rawValue.uppercased() + "_BASE_URL"
    switch provider {
    case .openai:
      return Setting(name, default: "https://api.openai.com/v1", "Where OpenAI's API is; ends in /v1.")
    case .anthropic:
      return Setting(name, default: "https://api.anthropic.com", "Where Anthropic's API is; a host without a path.")
    case .groq:
      return Setting(name, default: "https://api.groq.com", "Where Groq's API is; a host without a path.")
    case .gemini:
      return Setting(
        name, default: "https://generativelanguage.googleapis.com",
        "Where Gemini's API is; a host without a path.")
    case .local:
      return Setting(name, "Your own OpenAI-compatible server; ends in /v1. Without it, there is no local provider.")
    }
  }
}

extension Setting {
  static let listen = Setting(
    "LATCHKEY_LISTEN", default: "127.0.0.1:8080",
    "Address and port to listen on, as host:port; port 0 takes a free one.")
  static let publicURL = Setting(
    "LATCHKEY_PUBLIC_URL",
    "The address in people's browsers, such as https://latchkey.example.org; set it behind a proxy. With https, browsers are told to insist on it."
  )
  static let trustedProxies = Setting(
    "LATCHKEY_TRUSTED_PROXIES",
    "Addresses of your reverse proxies, separated by spaces, whose X-Forwarded-For is believed; without it the header is ignored."
  )
  static let data = Setting(
    "LATCHKEY_DATA", default: "./var",
    "Folder for the database, uploaded data sets and the master key; made when missing.")
  static let databaseURL = Setting(
    "LATCHKEY_DATABASE_URL", isSecret: true,
    "The database, such as sqlite:///srv/latchkey/latchkey.sqlite; without it, latchkey.sqlite in LATCHKEY_DATA.")
  static let databaseConnections = Setting(
    "LATCHKEY_DATABASE_CONNECTIONS", default: "8",
    "How many connections to PostgreSQL this server makes at most, 2 to 200; half of them write at the same time.")
  static let databaseWait = Setting(
    "LATCHKEY_DATABASE_WAIT_SECONDS", default: "60",
    "How long the server waits at its start for a PostgreSQL that can't be reached yet, in seconds: 0 to 3600.")
  static let masterKey = Setting(
    "LATCHKEY_MASTER_KEY", isSecret: true,
    "The key under which people's provider keys are sealed; without it, made once in LATCHKEY_DATA with mode 0600.")
  static let guests = Setting("LATCHKEY_GUESTS", default: "true", "Whether people may try Latchkey without an account.")
  static let signUp = Setting("LATCHKEY_SIGN_UP", default: "true", "Whether people may make an account themselves.")
  static let keyHours = Setting(
    "LATCHKEY_KEY_HOURS", default: "12", "How long a person's own provider key stays usable, in hours: 1 to 168.")
  static let keyChecksPerMinute = Setting(
    "LATCHKEY_KEY_CHECKS_PER_MINUTE", default: "10",
    "How many provider keys one session may check in a minute, 1 to 1000; one address may check three times as many.")
  static let authAttemptsPerHour = Setting(
    "LATCHKEY_AUTH_ATTEMPTS_PER_HOUR", default: "120",
    "How many sign-ins one address may try in an hour, 1 to 100000; from one address, one e-mail address may be tried 10 times in 15 minutes."
  )
  static let signUpsPerHour = Setting(
    "LATCHKEY_SIGN_UPS_PER_HOUR", default: "60", "How many accounts one address may make in an hour: 1 to 100000.")
  static let guestsPerHour = Setting(
    "LATCHKEY_GUESTS_PER_HOUR", default: "60", "How many guest sessions one address may begin in an hour: 1 to 100000.")
  static let uploadLimit = Setting(
    "LATCHKEY_UPLOAD_LIMIT_MB", default: "100", "The largest data set that may be uploaded, in megabytes: 1 to 2048.")
  static let datasetsPerPerson = Setting(
    "LATCHKEY_DATASETS_PER_PERSON", default: "50", "How many data sets one person may keep: 1 to 100000.")
  static let datasetSpace = Setting(
    "LATCHKEY_DATASET_SPACE_MB",
    "How much the data sets of one person may take, in megabytes, 1 to 10000000; without it, ten times LATCHKEY_UPLOAD_LIMIT_MB."
  )
  static let reconnectGrace = Setting(
    "LATCHKEY_RECONNECT_GRACE_SECONDS", default: "10",
    "How long a running answer waits for a client that lost its connection, in seconds: 0 to 600.")
  static let tasksPerPerson = Setting(
    "LATCHKEY_TASKS_PER_PERSON", default: "4", "How many questions of one person are answered at once, 1 to 512.")
  static let shutdownGrace = Setting(
    "LATCHKEY_SHUTDOWN_GRACE_SECONDS", default: "30",
    "How long running answers may go on after SIGTERM, 0 to 600; then they are stopped and cost nothing.")
  static let holdSeconds = Setting(
    "LATCHKEY_HOLD_SECONDS", default: "900",
    "How long credits stay held for a task that gives no sign of life, in seconds: 5 to 86400.")
  static let leaseSeconds = Setting(
    "LATCHKEY_LEASE_SECONDS", default: "10",
    "How long a server may show no sign of life before another one takes over its tasks, in seconds: 2 to 300.")
  static let python = Setting(
    "LATCHKEY_PYTHON", default: ".venv/bin/python", "The Python in which generated code runs, inside the sandbox.")
  static let publicFolder = Setting(
    "LATCHKEY_PUBLIC", "Folder of the page's files; without it, the ones built in.")
  static let logLevel = Setting(
    "LATCHKEY_LOG_LEVEL", default: "info", "trace, debug, info, notice, warning, error or critical.")
}
