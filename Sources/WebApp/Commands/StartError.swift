package import Core
import Foundation
import NIOCore

/// Why the server does not start, apart from its settings and its database.
package enum StartError: AppError, Equatable {
  case dataFolder(String)
  case portTaken(ListenAddress)
  case portForbidden(ListenAddress)
  case noSuchAddress(ListenAddress)

  package var code: String {
    switch self {
    case .dataFolder: "start.data_folder"
    case .portTaken: "start.port_taken"
    case .portForbidden: "start.port_forbidden"
    case .noSuchAddress: "start.no_such_address"
    }
  }

  package var kind: ErrorKind { .invalidInput }

  package var message: String {
    switch self {
    case .dataFolder(let path):
      "The data folder \(path) can't be made or written to: check LATCHKEY_DATA, the folder's owner and mode, and its disk."
    case .portTaken(let address):
      "Another program listens on \(address) already: end it, or choose another port with LATCHKEY_LISTEN."
    case .portForbidden(let address):
      "This user may not listen on \(address): choose a port above 1023 with LATCHKEY_LISTEN."
    case .noSuchAddress(let address):
      "This machine has no address \(address.host): set LATCHKEY_LISTEN to one of its own, or to 0.0.0.0:\(address.port)."
    }
  }
}

extension StartError {
  /// What an error of the network library means when it came from listening; nil when it did not.
  init?(listening error: any Error, on address: ListenAddress) {
    switch error {
    case let error as IOError where error.errnoCode == EADDRINUSE: self = .portTaken(address)
    case let error as IOError where error.errnoCode == EACCES: self = .portForbidden(address)
    case let error as IOError where error.errnoCode == EADDRNOTAVAIL: self = .noSuchAddress(address)
    case is SocketAddressError.UnknownHost, is SocketAddressError: self = .noSuchAddress(address)
    default: return nil
    }
  }
}
