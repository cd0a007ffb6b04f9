package import Configuration
import Core
import Foundation
import Logging
import SystemPackage

extension AppConfiguration {
  /// Reads the settings: command-line options first, then the environment, then the file, then the defaults.
  ///
  /// - Parameters:
  ///   - arguments: options only (`--latchkey-listen=…` or two words), without the program's name and its subcommand.
  ///   - environmentFile: a `.env` file that may be missing; nil reads none.
  package static func make(
    arguments: [String], environment: [String: String], environmentFile: String? = ".env"
  ) async throws(ConfigurationError) -> AppConfiguration {
    let secretNames = Set(SettingsReference.all.filter(\.isSecret).map(\.name))
    let secretOptions = Set(SettingsReference.all.filter(\.isSecret).map(\.option))
    var providers: [any ConfigProvider] = [
      CommandLineArgumentsProvider(
        arguments: ["latchkey"] + (try CommandLineSettings.checked(arguments)),
        secretsSpecifier: .specific(secretOptions)),
      EnvironmentVariablesProvider(environmentVariables: environment, secretsSpecifier: .specific(secretNames)),
    ]
    if let environmentFile {
      providers.append(try await file(environmentFile, secretNames: secretNames))
    }
    return try AppConfiguration(reader: ConfigReader(providers: providers))
  }

  /// Reads the settings from a reader whose providers the caller chose.
  package init(reader: ConfigReader) throws(ConfigurationError) {
    self.init()
    let settings = SettingsReader(reader: reader)
    try readServer(settings)
    try readLimits(settings)
    databaseURL = settings.secret(.databaseURL)
    masterKey = settings.secret(.masterKey)
    for provider in Provider.allCases {
      providers[provider] = ProviderSettings(
        baseURL: try Self.baseURL(of: provider, settings),
        platformKey: settings.secret(SettingsReference.platformKey(of: provider)))
    }
  }

  private static func file(
    _ path: String, secretNames: Set<String>
  ) async throws(ConfigurationError) -> EnvironmentVariablesProvider {
    do {
      return try await EnvironmentVariablesProvider(
        environmentFilePath: FilePath(path), allowMissing: true, secretsSpecifier: .specific(secretNames))
    } catch {
      throw .unreadableFile(path)
    }
  }

  private mutating func readServer(_ settings: SettingsReader) throws(ConfigurationError) {
    listen = try settings.requiredValue(.listen, expected: "must be host:port, such as 127.0.0.1:8080.") {
      ListenAddress($0)
    }
    publicOrigin = try settings.value(
      .publicURL, expected: "must be an address without a path, such as https://latchkey.example.org."
    ) { PublicOrigin($0) }
    trustedProxies = Set((settings.text(.trustedProxies) ?? "").split(separator: " ").map(String.init))
    dataFolder = settings.text(.data) ?? dataFolder
    python = settings.text(.python) ?? python
    publicFolder = settings.text(.publicFolder)
    logLevel = try settings.requiredValue(
      .logLevel, expected: "must be one of trace, debug, info, notice, warning, error and critical."
    ) { Logger.Level(rawValue: $0.lowercased()) }
  }

  private mutating func readLimits(_ settings: SettingsReader) throws(ConfigurationError) {
    databaseConnections = try settings.wholeNumber(.databaseConnections, in: 2...200)
    databaseWait = .seconds(try settings.wholeNumber(.databaseWait, in: 0...3600))
    allowsGuests = try settings.flag(.guests)
    allowsSignUp = try settings.flag(.signUp)
    keyLifetime = .seconds(3600 * (try settings.wholeNumber(.keyHours, in: 1...168)))
    keyChecksPerMinute = try settings.wholeNumber(.keyChecksPerMinute, in: 1...1000)
    authAttemptsPerHour = try settings.wholeNumber(.authAttemptsPerHour, in: 1...100_000)
    signUpsPerHour = try settings.wholeNumber(.signUpsPerHour, in: 1...100_000)
    guestsPerHour = try settings.wholeNumber(.guestsPerHour, in: 1...100_000)
    uploadLimitBytes = 1_000_000 * (try settings.wholeNumber(.uploadLimit, in: 1...2048))
    datasetsPerPerson = try settings.wholeNumber(.datasetsPerPerson, in: 1...100_000)
    datasetSpaceBytes = try settings.value(
      .datasetSpace, expected: "must be a whole number from 1 to 10000000."
    ) { text in Int(text).flatMap { (1...10_000_000).contains($0) ? 1_000_000 * $0 : nil } }
    holdDuration = .seconds(try settings.wholeNumber(.holdSeconds, in: 5...86_400))
    leaseDuration = .seconds(try settings.wholeNumber(.leaseSeconds, in: 2...300))
    tasksPerPerson = try settings.wholeNumber(.tasksPerPerson, in: 1...512)
    shutdownGrace = .seconds(try settings.wholeNumber(.shutdownGrace, in: 0...600))
    reconnectGrace = .seconds(try settings.wholeNumber(.reconnectGrace, in: 0...600))
  }

  private static func baseURL(
    of provider: Provider, _ settings: SettingsReader
  ) throws(ConfigurationError) -> String? {
    try settings.value(
      SettingsReference.baseURL(of: provider), expected: "must begin with http:// or https:// and name a host."
    ) { text in
      guard let parts = URLComponents(string: text), parts.scheme == "http" || parts.scheme == "https",
        let host = parts.host, !host.isEmpty
      else { return nil }
      return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
  }
}
