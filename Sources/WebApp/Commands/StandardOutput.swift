import Foundation

/// Lines that scripts and tests wait for: written at once, where `print` would keep them in a buffer when the output is
/// no terminal.
enum StandardOutput {
  static func line(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }
}
