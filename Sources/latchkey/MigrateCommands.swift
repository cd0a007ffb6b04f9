import ArgumentParser
import WebApp

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Moves everything into another, empty database and proves that it arrived; stop the server first.",
    discussion: """
      URLs are those of LATCHKEY_DATABASE_URL, such as sqlite:var/latchkey.sqlite and \
      postgresql://latchkey@db.example.org/latchkey. docs/operations.md goes through it.
      """)

  @Option(help: "The database that everything is in.") var from: String
  @Option(help: "An empty database; without it, the one of LATCHKEY_DATABASE_URL.") var to: String?
  @Argument(parsing: .allUnrecognized) var settings: [String] = []

  func run() async throws { try await MigrateCommand(from: from, to: to, settings: settings).run() }
}
