/// How deep the lists and objects of a text are nested, counted without reading it.
package enum JSONNesting {
  /// Whether more than `levels` lists and objects are open at once. One pass that ends at the first one too many; a text
  /// that is no JSON gets an answer, too.
  package static func exceeds(_ levels: Int, in bytes: some Sequence<UInt8>) -> Bool {
    var depth = 0
    var isInText = false
    var isEscaped = false
    for byte in bytes {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\") where isInText: isEscaped = true
      case UInt8(ascii: "\""): isInText.toggle()
      case _ where isInText: continue
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        if depth > levels { return true }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: continue
      }
    }
    return false
  }
}
