import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A listening socket on loopback that accepts nobody and whose queue is full: the kernel leaves further connections
/// without an answer, as a firewall does.
final class FullListener {
  let port: UInt16
  private var sockets: [Int32] = []

  struct Failure: Error {}

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw Failure() }
    sockets = [listener]
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 0) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    guard isListening else { throw Failure() }
    for _ in 0..<8 { fill(address, size) }
  }

  /// Begins a connection that takes a place in the queue, or waits for one.
  private func fill(_ address: sockaddr_in, _ size: socklen_t) {
    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    guard client >= 0 else { return }
    sockets.append(client)
    withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = connect(client, $0, size) }
    }
  }

  func close() {
    #if canImport(Glibc)
      for socket in sockets { _ = Glibc.close(socket) }
    #elseif canImport(Musl)
      for socket in sockets { _ = Musl.close(socket) }
    #endif
    sockets = []
  }
}
