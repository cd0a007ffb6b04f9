import Core

/// The one answer of a run: a line with a byte count, then that many bytes of JSON, then nothing.
enum ResultFrame {
  /// The result, or the reason why the bytes are not one.
  static func decode(_ bytes: [UInt8]) -> Result<RunResult, FrameError> {
    guard let lineEnd = bytes.prefix(20).firstIndex(of: UInt8(ascii: "\n")),
      let count = Int(String(decoding: bytes[..<lineEnd], as: UTF8.self))
    else { return .failure(.noLength) }
    let body = bytes[(lineEnd + 1)...]
    guard body.count == count else { return .failure(.wrongLength) }
    guard let json = try? StrictJSON.parse(body, deepest: deepest), let result = RunResult(reading: json) else {
      return .failure(.malformed)
    }
    return .success(result)
  }

  /// Deeper than any figure that the worker lets pass, with what stands around it.
  private static let deepest = 64

  enum FrameError: String, Error {
    case noLength = "no length"
    case wrongLength = "the length is wrong"
    case malformed = "not a result"
  }
}
