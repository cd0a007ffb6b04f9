import Core
import Foundation
import Logging
import Testing

@testable import WebApp

@Suite struct AppConfigurationTests {
  private func make(
    _ arguments: [String] = [], _ environment: [String: String] = [:], file: String? = nil
  ) async throws -> AppConfiguration {
    try await AppConfiguration.make(arguments: arguments, environment: environment, environmentFile: file)
  }

  @Test func withoutSettingsTheDefaultsOfTheReferenceHold() async throws {
    let configuration = try await make()
    #expect(configuration.listen.description == "127.0.0.1:8080")
    #expect(configuration.keyLifetime == .seconds(12 * 3600))
    #expect(configuration.uploadLimitBytes == 100_000_000)
    #expect(configuration.allowsGuests && configuration.allowsSignUp && !configuration.isSimulated)
    #expect(configuration.platformKeys.isEmpty)
    #expect(configuration.baseURLs[.openai] == "https://api.openai.com/v1")
    #expect(configuration.baseURLs[.local] == nil)
    #expect(configuration.logLevel == .info)
  }

  @Test func anOptionWinsOverTheEnvironmentAndTheEnvironmentOverTheFile() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID().uuidString).env")
    try "LATCHKEY_LISTEN=0.0.0.0:1\nLATCHKEY_DATA='/srv/data'\nLATCHKEY_KEY_HOURS=3\n"
      .write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let configuration = try await make(
      ["--latchkey-listen", "127.0.0.1:3"], ["LATCHKEY_LISTEN": "127.0.0.1:2", "LATCHKEY_KEY_HOURS": "2"],
      file: file.path)
    #expect(configuration.listen.port == 3)
    #expect(configuration.keyLifetime == .seconds(7200))
    #expect(configuration.dataFolder == "/srv/data")
  }

  @Test func secretsAreReadButNeverPrinted() async throws {
    let configuration = try await make([], ["OPENAI_API_KEY": "sk-canary-0001", "LATCHKEY_MASTER_KEY": "canary-0002"])
    #expect(configuration.platformKeys[.openai]?.exposedText() == "sk-canary-0001")
    #expect(!"\(configuration) \(String(reflecting: configuration.providers))".contains("canary"))
  }

  @Test func anEmptyValueCountsAsNotSet() async throws {
    let configuration = try await make([], ["OPENAI_API_KEY": "", "LATCHKEY_LISTEN": "", "OPENAI_BASE_URL": "\"\""])
    #expect(configuration.platformKeys.isEmpty)
    #expect(configuration.listen.port == 8080)
  }

  @Test func aSlashAtTheEndOfABaseAddressIsDropped() async throws {
    let configuration = try await make([], ["LOCAL_BASE_URL": "http://127.0.0.1:9/v1/"])
    #expect(configuration.baseURLs[.local] == "http://127.0.0.1:9/v1")
  }

  @Test(arguments: [
    ("LATCHKEY_LISTEN", "8080"), ("LATCHKEY_LISTEN", "host:99999"), ("LATCHKEY_KEY_HOURS", "0"),
    ("LATCHKEY_KEY_HOURS", "1.5"), ("LATCHKEY_KEY_HOURS", "169"), ("LATCHKEY_GUESTS", "maybe"),
    ("LATCHKEY_UPLOAD_LIMIT_MB", "-1"), ("LATCHKEY_RECONNECT_GRACE_SECONDS", "601"),
    ("LATCHKEY_KEY_CHECKS_PER_MINUTE", "many"), ("LATCHKEY_LOG_LEVEL", "loud"),
    ("LATCHKEY_PUBLIC_URL", "latchkey.example.org"), ("LATCHKEY_PUBLIC_URL", "https://example.org/path"),
    ("ANTHROPIC_BASE_URL", "ftp://example.org"), ("LATCHKEY_AUTH_ATTEMPTS_PER_HOUR", "0"),
  ])
  func aWrongValueIsRefusedByName(name: String, value: String) async throws {
    let error = await #expect(throws: ConfigurationError.self) { try await make([], [name: value]) }
    #expect(error?.message.hasPrefix(name) == true)
    #expect(error?.code == "configuration.invalid")
  }

  @Test func unknownAndEmptyOptionsAreRefused() async throws {
    await #expect(throws: ConfigurationError.unknownOption("--latchkey-lissten")) {
      try await make(["--latchkey-lissten=127.0.0.1:1"])
    }
    await #expect(throws: ConfigurationError.missingValue(option: "--latchkey-data")) {
      try await make(["--latchkey-data"])
    }
    await #expect(throws: ConfigurationError.missingValue(option: "--latchkey-data")) {
      try await make(["--latchkey-data", "--latchkey-guests=true"])
    }
  }

  @Test func everySettingIsNamedOnceAndSaysWhatItDoes() {
    let settings = SettingsReference.all
    #expect(Set(settings.map(\.name)).count == settings.count)
    #expect(settings.allSatisfy { $0.sentence.hasSuffix(".") && $0.sentence.count > 20 })
    #expect(settings.contains { $0.name == "GEMINI_API_KEY" && $0.isSecret && $0.option == "--gemini-api-key" })
  }
}
