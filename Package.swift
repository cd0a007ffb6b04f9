// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func target(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(of name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: (name == "Core" ? [] : [.init(stringLiteral: name)]) + ["Core", "TestSupport"] + dependencies,
    swiftSettings: settings)
}

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioFoundationCompat = Target.Dependency.product(name: "NIOFoundationCompat", package: "swift-nio")

let package = Package(
  name: "latchkey",
  products: [.executable(name: "latchkey", targets: ["latchkey"])],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(
      url: "https://github.com/apple/swift-configuration", exact: "1.4.0",
      traits: [.defaults, "CommandLineArguments"]),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", exact: "1.35.2"),
  ],
  targets: [
    .target(name: "CSecureMemory"),
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    target("Core", ["CSecureMemory"]),
    target("CreditLedger", ["Core"]),
    target("KeySealing", ["Core", crypto]),
    target("ModelGateway", ["Core", asyncHTTPClient, nioCore, nioPosix, nioHTTP1, nioFoundationCompat, logging]),
    target("CodeSandbox", ["Core", subprocess, systemPackage, logging], resources: [.copy("Worker")]),
    target("Storage", ["Core", "CreditLedger", "CLibPQ", grdb, sqlite, logging]),
    target("Metering", ["Core", "CreditLedger", "KeySealing", "ModelGateway", "Storage", logging, metrics]),
    target("Analyst", ["Core", "CreditLedger", "Metering", "ModelGateway", "CodeSandbox", "Storage", logging]),
    target(
      "WebApp",
      [
        "Core", "CreditLedger", "KeySealing", "ModelGateway", "CodeSandbox", "Storage", "Metering", "Analyst",
        hummingbird, configuration, serviceLifecycle, unixSignals, crypto, cryptoExtras, asyncHTTPClient, logging,
        metrics,
        httpTypes, nioCore, nioPosix, nioHTTP1, nioHTTPTypes, nioFoundationCompat, systemPackage,
      ],
      resources: [.copy("Public")]),
    target(
      "ProviderSimulator",
      ["Core", hummingbird, serviceLifecycle, logging, httpTypes, nioCore, nioPosix, nioFoundationCompat]),
    .executableTarget(
      name: "LedgerBenchmark", dependencies: ["Core", "CreditLedger", "Storage", logging],
      path: "Benchmarks/LedgerBenchmark", swiftSettings: settings),
    .executableTarget(
      name: "latchkey", dependencies: ["WebApp", "ProviderSimulator", argumentParser], swiftSettings: settings),
    target(
      "TestSupport",
      [
        "Core", "CreditLedger", "KeySealing", "ModelGateway", "CodeSandbox", "Storage", "Metering", "Analyst",
        "ProviderSimulator", hummingbird, serviceLifecycle, logging, nioCore, nioPosix,
      ]),
    tests(of: "Core", []),
    tests(of: "CreditLedger", []),
    tests(of: "KeySealing", [crypto]),
    tests(of: "ModelGateway", ["ProviderSimulator", asyncHTTPClient, nioCore, nioPosix, logging]),
    tests(of: "CodeSandbox", [logging]),
    tests(of: "Storage", ["CreditLedger", grdb, logging]),
    tests(of: "Metering", ["CreditLedger", "KeySealing", "ModelGateway", "Storage", "ProviderSimulator", logging]),
    tests(of: "Analyst", ["CreditLedger", "Metering", "ModelGateway", "CodeSandbox", "Storage", logging]),
    tests(of: "ProviderSimulator", [asyncHTTPClient, httpTypes, logging, nioCore, nioHTTP1]),
    tests(
      of: "WebApp",
      [
        "CreditLedger", "KeySealing", "ModelGateway", "CodeSandbox", "Storage", "Metering", "Analyst",
        "ProviderSimulator", hummingbirdTesting, hummingbird, configuration, serviceLifecycle, asyncHTTPClient, logging,
        httpTypes, nioCore, nioPosix, nioEmbedded, nioHTTP1, nioHTTPTypes,
      ]),
  ],
  swiftLanguageModes: [.v6]
)
