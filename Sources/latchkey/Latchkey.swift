import ArgumentParser

/// The program: a server, its demo, and the operator's commands.
@main
struct Latchkey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "latchkey",
    abstract: "An AI data analyst that people trust with their data, their keys and their money.",
    subcommands: [Serve.self, Demo.self, Simulate.self, Wire.self, Key.self, Credits.self, User.self, Migrate.self])
}
