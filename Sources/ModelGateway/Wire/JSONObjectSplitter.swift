import Foundation

/// Cuts `[{…},{…}]`, or objects one after the other, into the objects, however the network cut the bytes.
///
/// Some servers answer a stream so: Gemini without `alt=sse`, and those that ignore that a stream was wanted.
struct JSONObjectSplitter: Sendable {
  let longestObject: Int

  private var object = Data()
  private var depth = 0
  private var isInText = false
  private var isEscaped = false

  init(longestObject: Int) { self.longestObject = longestObject }

  /// Adds the objects that these bytes complete, in order, as events without a name.
  /// Returns false, for good, when an object is longer than the limit.
  mutating func feed(_ bytes: UnsafeRawBufferPointer, into events: inout [ServerSentEvent]) -> Bool {
    for byte in bytes {
      let wasInside = depth > 0
      step(byte)
      guard wasInside || depth > 0 else { continue }
      guard object.count < longestObject else { return false }
      object.append(byte)
      if depth == 0 {
        events.append(ServerSentEvent(data: object))
        object = Data()
      }
    }
    return true
  }

  private mutating func step(_ byte: UInt8) {
    if isInText {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInText = false
      }
      return
    }
    switch byte {
    case UInt8(ascii: "\"") where depth > 0: isInText = true
    case UInt8(ascii: "{"): depth += 1
    case UInt8(ascii: "}") where depth > 0: depth -= 1
    default: break
    }
  }
}
