import CSecureMemory
package import Foundation

/// Bytes that must never be shown: kept outside Swift's copied values and overwritten with zeros when the last
/// reference goes, or at `wipe()`.
///
/// It has no textual form on purpose: `description`, `debugDescription`, reflection and encoding tell nothing about it.
package final class Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  // Written only by `init`, `wipe` and `deinit`; a secret that is wiped while it is read would read zeros, never other
  // memory.
  nonisolated(unsafe) private let storage: UnsafeMutableRawBufferPointer

  package init(copying bytes: some Collection<UInt8>) {
    storage = .allocate(byteCount: max(bytes.count, 1), alignment: 1)
    count = bytes.count
    storage.copyBytes(from: bytes)
  }

  package convenience init(_ text: String) {
    self.init(copying: Array(text.utf8))
  }

  /// Takes the bytes over from a buffer that a library returned, and overwrites that buffer with zeros.
  package convenience init(moving data: inout Data) {
    self.init(copying: data)
    data.withUnsafeMutableBytes { bytes in
      if let base = bytes.baseAddress { latchkey_wipe(base, bytes.count) }
    }
    data = Data()
  }

  deinit {
    wipe()
    storage.deallocate()
  }

  package let count: Int

  package var isEmpty: Bool { count == 0 }

  /// Lends the bytes for the length of the call; what is copied out of it is no longer protected.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(storage)[..<count]))
  }

  /// A copy as text, for a header that a library takes only as a `String`. Keep it as short-lived as the request.
  package func exposedText() -> String {
    withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// Overwrites the bytes with zeros.
  package func wipe() {
    if let base = storage.baseAddress { latchkey_wipe(base, storage.count) }
  }

  package var description: String { "Secret" }
  package var debugDescription: String { "Secret" }
  package var customMirror: Mirror { Mirror(self, children: [(label: String?, value: Any)]()) }
}
