import Core
import Foundation
import Storage

/// `latchkey migrate`: moves a whole installation into another database, and proves that everything arrived.
package struct MigrateCommand: Sendable {
  private let source: String
  private let target: String?
  private let settings: [String]

  /// - Parameter target: nil for the database of the settings, which keeps a password off the command line.
  package init(from source: String, to target: String?, settings: [String]) {
    self.source = source
    self.target = target
    self.settings = settings
  }

  package func run() async throws {
    let configuration = try await AppConfiguration.make(
      arguments: settings, environment: ProcessInfo.processInfo.environment)
    guard let target = target ?? configuration.databaseURL?.exposedText() else { throw CommandError.noTarget }
    let (from, to) = (try DatabaseLocation(url: source), try DatabaseLocation(url: target))
    StandardOutput.line("source  \(from)\ntarget  \(to)\nNobody can write to the source until this is done.")
    do {
      let report = try await DatabaseMove(from: from, to: to, logger: ServeCommand.logger).run()
      print(report.lines.joined(separator: "\n"))
    } catch let error as MoveError {
      if case .differs(let report) = error { print(report.lines.joined(separator: "\n")) }
      throw error
    }
    print(
      """
      Moved, and the same on both sides. Files stay where they are: start the server with the same data folder
      (data sets, master.key) and LATCHKEY_DATABASE_URL=\(to), with the user and the options that you connect with.
      The source is as it was: keep it like a backup, since it holds people's data, and delete it when you need it no
      more.
      """)
  }
}
