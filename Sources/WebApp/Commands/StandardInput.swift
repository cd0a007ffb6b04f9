import Foundation

/// What a command reads from standard input, bounded.
enum StandardInput {
  /// All bytes, at most 64 MiB.
  static func data() throws -> Data {
    try FileHandle.standardInput.read(upToCount: 64 << 20) ?? Data()
  }

  /// The first line without its line break: a key or a password, which never stands on the command line.
  static func line() throws -> String {
    let text = String(decoding: try data(), as: UTF8.self)
    return String(text.split(separator: "\n", omittingEmptySubsequences: false).first ?? "")
      .trimmingCharacters(in: CharacterSet(charactersIn: "\r"))
  }
}
