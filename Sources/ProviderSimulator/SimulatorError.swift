package import Core

/// Why a simulator does not run.
package enum SimulatorError: AppError, Equatable {
  /// It was told to listen where others could reach it.
  case notLoopback(String)
  case stopped

  package var code: String {
    switch self {
    case .notLoopback: "simulator.not_loopback"
    case .stopped: "simulator.stopped"
    }
  }

  package var kind: ErrorKind { .unavailable }

  package var message: String {
    switch self {
    case .notLoopback(let host): "The simulator listens on loopback only; \(host) is not a loopback address."
    case .stopped: "The simulator stopped before it listened."
    }
  }
}
