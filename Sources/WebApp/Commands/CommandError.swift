package import Core

/// What is wrong with a command's input, in one sentence; the program ends with exit code 1.
package enum CommandError: AppError, Equatable {
  case unknownProvider(String)
  case malformedChat(String)
  case noSuchPerson(String)
  case unknownRole(String)
  case unknownPlan(String)
  case amount
  case auditFailed(problems: Int)
  case keyRefused(String)
  case noTarget

  package var code: String { "command.invalid" }
  package var kind: ErrorKind { .invalidInput }

  package var message: String {
    switch self {
    case .unknownProvider(let name):
      "There is no provider “\(name)”; choose one of \(Provider.allCases.map(\.rawValue).joined(separator: ", "))."
    case .malformedChat(let reason): "The chat on standard input can't be read: \(reason)"
    case .noSuchPerson(let name): "There is nobody with the e-mail address or id “\(name)”."
    case .unknownRole(let name): "“\(name)” is no role; choose user or admin."
    case .unknownPlan(let name): "“\(name)” is no plan; choose free, standard, unlimited or guest."
    case .amount: "The amount must be a whole number from 1 to \(Credits.largest.amount)."
    case .auditFailed(let problems): "The audit found \(problems) problem\(problems == 1 ? "" : "s"); see above."
    case .keyRefused(let sentence): sentence
    case .noTarget:
      "There is no target: name it with --to, or in LATCHKEY_DATABASE_URL, which keeps a password off the command line."
    }
  }
}

extension Provider {
  init(named name: String) throws(CommandError) {
    guard let provider = Provider(rawValue: name) else { throw .unknownProvider(name) }
    self = provider
  }
}
