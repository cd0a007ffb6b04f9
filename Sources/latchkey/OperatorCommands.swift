import ArgumentParser
import WebApp

struct Wire: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows what goes over the wires.", subcommands: [Decode.self, Encode.self])

  struct Decode: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints what a provider's answer means, read from standard input.")
    @Option var provider: String
    @Flag(help: "The body is a stream of server-sent events.") var stream = false
    @Option(help: "The HTTP status that came with the body.") var status = 200
    func run() async throws { try WireCommand.decode(provider: provider, isStream: stream, status: status) }
  }

  struct Encode: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints the request for a chat in JSON, read from standard input.")
    @Option var provider: String
    @Option var model: String
    func run() async throws { try await WireCommand.encode(provider: provider, model: model) }
  }
}

struct Key: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Provider keys.", subcommands: [Check.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks a key, read from standard input, with its provider.")
    @Option var provider: String
    @Option(help: "Also make a one-token call on this model.") var model: String?
    func run() async throws { try await KeyCommand.check(provider: provider, model: model) }
  }
}

struct Credits: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The credit ledger.", subcommands: [Audit.self, Grant.self, Show.self])

  struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Proves every balance from its entries; exit code 1 when one is wrong.")
    @Argument(parsing: .allUnrecognized) var settings: [String] = []
    func run() async throws { try await CreditsCommand(settings: settings).audit() }
  }

  struct Grant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Grants credits to a person.")
    @Argument(help: "The person's e-mail address or id.") var person: String
    @Argument(help: "A positive whole number.") var amount: Int64
    @Option(help: "Why; stands in the ledger.") var reason = "granted by the operator"
    @Option(help: "The same key grants once.") var idempotencyKey: String?
    @Argument(parsing: .allUnrecognized) var settings: [String] = []
    func run() async throws {
      try await CreditsCommand(settings: settings).grant(
        person, amount: amount, reason: reason, idempotencyKey: idempotencyKey)
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows a person's balance and latest entries.")
    @Argument(help: "The person's e-mail address or id.") var person: String
    @Argument(parsing: .allUnrecognized) var settings: [String] = []
    func run() async throws { try await CreditsCommand(settings: settings).show(person) }
  }
}

struct User: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The people of this server.", subcommands: [Add.self, Password.self, Role.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Adds a person; the password is read from standard input.")
    @Argument var email: String
    @Option(help: "user or admin.") var role = "user"
    @Option(help: "free, standard or unlimited.") var plan = "free"
    @Argument(parsing: .allUnrecognized) var settings: [String] = []
    func run() async throws { try await UserCommand(settings: settings).add(email, role: role, plan: plan) }
  }

  struct Password: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sets a person's password, read from standard input, and signs them out everywhere.")
    @Argument var email: String
    @Argument(parsing: .allUnrecognized) var settings: [String] = []
    func run() async throws { try await UserCommand(settings: settings).setPassword(of: email) }
  }

  struct Role: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Makes a person user or admin.")
    @Argument var email: String
    @Argument(help: "user or admin.") var role: String
    @Argument(parsing: .allUnrecognized) var settings: [String] = []
    func run() async throws { try await UserCommand(settings: settings).setRole(of: email, to: role) }
  }
}
