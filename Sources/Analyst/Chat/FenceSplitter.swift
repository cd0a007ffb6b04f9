/// Splits a streamed answer into the text that people see and the Python in its fences, wherever the stream is cut.
///
/// A fence opens with a line of three backticks and `python`, `py` or nothing, and closes with a line of three
/// backticks.
/// Other fenced blocks stay text.
package struct FenceSplitter: Sendable {
  private enum Place: Equatable { case text, code, otherFence }

  private var place = Place.text
  // The line that is being received; in text it is held back only while it may still become a fence.
  private var line = ""
  private var lineIsShown = false
  private var code = ""

  package init() {}

  /// The code of all Python fences that ended, in order; nil when there was none.
  package private(set) var program: String?

  /// Takes a piece of the answer; returns the text that may be shown now.
  package mutating func add(_ piece: String) -> String {
    var shown = ""
    for scalar in piece.unicodeScalars {
      if scalar == "\n" { endLine("\n", into: &shown) } else { extend(with: scalar, into: &shown) }
    }
    return shown
  }

  /// Ends the answer; a fence that is still open counts as closed. Returns the text that was held back.
  package mutating func finish() -> String {
    var shown = ""
    if !line.isEmpty { endLine("", into: &shown) }
    if place == .code { closeProgram() }
    return shown
  }

  private mutating func extend(with scalar: Unicode.Scalar, into shown: inout String) {
    line.unicodeScalars.append(scalar)
    guard place != .code else { return }
    if lineIsShown {
      shown.unicodeScalars.append(scalar)
    } else if !Self.mayBecomeFence(line) {
      shown += line
      lineIsShown = true
    }
  }

  private mutating func endLine(_ ending: String, into shown: inout String) {
    let fence = Self.fence(line)
    switch place {
    case .text:
      if let fence, Self.isPython(fence) {
        place = .code
      } else {
        if fence != nil { place = .otherFence }
        shown += (lineIsShown ? "" : line) + ending
      }
    case .otherFence:
      if fence == "" { place = .text }
      shown += (lineIsShown ? "" : line) + ending
    case .code:
      if fence == "" { closeProgram() } else { code += line + ending }
    }
    line = ""
    lineIsShown = false
  }

  private mutating func closeProgram() {
    place = .text
    if !code.allSatisfy(\.isWhitespace) { program = program.map { $0 + "\n" + code } ?? code }
    code = ""
  }

  private static func mayBecomeFence(_ line: String) -> Bool {
    let start = line.drop { $0 == " " }
    return line.count - start.count <= 3 && "```".hasPrefix(start.prefix(3))
  }

  /// What follows the three backticks of a fence line, in lower case; nil for any other line.
  private static func fence(_ line: String) -> String? {
    let start = line.drop { $0 == " " }
    guard line.count - start.count <= 3, start.hasPrefix("```") else { return nil }
    let info = start.drop { $0 == "`" }
    return info.contains("`") ? nil : info.filter { !$0.isWhitespace }.lowercased()
  }

  private static func isPython(_ info: String) -> Bool { ["", "python", "python3", "py"].contains(info) }
}
