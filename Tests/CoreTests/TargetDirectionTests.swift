import Foundation
import Testing

/// The compiler refuses imports of undeclared siblings; this test also sees the ones that arrive transitively.
@Suite struct TargetDirectionTests {
  private static let allowed: [String: Set<String>] = [
    "Core": [],
    "CreditLedger": ["Core"],
    "KeySealing": ["Core", "Crypto"],
    "ModelGateway": ["Core", "AsyncHTTPClient"],
    "CodeSandbox": ["Core", "Subprocess", "SystemPackage"],
    "Storage": ["Core", "CreditLedger", "GRDB", "GRDBSQLite", "CLibPQ"],
    "Metering": ["Core", "CreditLedger", "KeySealing", "ModelGateway", "Storage"],
    "Analyst": ["Core", "CreditLedger", "Metering", "ModelGateway", "CodeSandbox", "Storage"],
    "WebApp": [
      "Core", "CreditLedger", "KeySealing", "ModelGateway", "CodeSandbox", "Storage", "Metering", "Analyst",
      "Hummingbird", "Configuration", "Crypto", "CryptoExtras", "AsyncHTTPClient", "SystemPackage", "SystemPackage",
    ],
    "ProviderSimulator": ["Core", "Crypto", "Hummingbird"],
    "latchkey": ["WebApp", "ProviderSimulator", "ArgumentParser"],
  ]
  /// Modules that any target may import: the language's own and small common currency.
  private static let common: Set<String> = [
    "Foundation", "Synchronization", "Logging", "Metrics", "ServiceLifecycle", "HTTPTypes", "NIOCore", "NIOPosix",
    "NIOHTTP1", "NIOFoundationCompat", "RegexBuilder", "CSecureMemory", "Glibc", "Dispatch", "CoreMetrics",
    "HummingbirdCore", "UnixSignals", "NIOHTTPTypes",
  ]

  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  @Test(arguments: allowed.keys.sorted())
  func importsOnlyWhatTheArchitectureAllows(target: String) throws {
    let allowed = Self.allowed[target, default: []].union(Self.common)
    for file in try Self.swiftFiles(of: target) {
      for module in try Self.imports(of: file) {
        #expect(allowed.contains(module), "\(target)/\(file.lastPathComponent) imports \(module)")
      }
    }
  }

  private static func swiftFiles(of target: String) throws -> [URL] {
    let folder = sources.appending(path: target)
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
    let swift = files.filter { $0.pathExtension == "swift" }
    try #require(!swift.isEmpty)
    return swift
  }

  private static func imports(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      guard
        let match = line.firstMatch(
          of:
            /^(?:@\w+(?:\(\w+\))? )?(?:package |public |internal )?import (?:struct |class |enum |func |protocol )?(\w+)/
        )
      else { return nil }
      return String(match.1)
    }
  }
}
