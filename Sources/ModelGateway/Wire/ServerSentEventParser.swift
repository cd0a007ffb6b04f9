import Foundation

/// Cuts the bytes of an event stream into events, however the network cut them.
///
/// Follows the WHATWG description of `text/event-stream`: lines end in LF, CR or CRLF, data of several lines is joined
/// with LF,
/// lines that begin with a colon are comments, a byte order mark at the very beginning is ignored.
/// Unlike it, an event that the end of the stream cuts off from its empty line is still given by `finish`.
struct ServerSentEventParser: Sendable {
  /// The most bytes of one event's lines.
  let longestEvent: Int

  private var line: [UInt8] = []
  private var name: String?
  private var data = Data()
  private var hasData = false
  private var isAfterCarriageReturn = false
  private var isFirstLine = true

  init(longestEvent: Int) { self.longestEvent = longestEvent }

  /// Adds the events that these bytes complete, in order. Returns false, for good, when an event is longer than the
  /// limit.
  mutating func feed(_ bytes: UnsafeRawBufferPointer, into events: inout [ServerSentEvent]) -> Bool {
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == lineFeed || byte == carriageReturn {
        let endsPreviousPair = byte == lineFeed && isAfterCarriageReturn && index == start && line.isEmpty
        isAfterCarriageReturn = byte == carriageReturn
        if !endsPreviousPair {
          guard append(UnsafeRawBufferPointer(rebasing: bytes[start..<index])) else { return false }
          if let event = endLine() { events.append(event) }
        }
        start = index + 1
      }
      index += 1
    }
    guard start < bytes.count else { return true }
    isAfterCarriageReturn = false
    return append(UnsafeRawBufferPointer(rebasing: bytes[start...]))
  }

  /// The event that was begun when the stream ended, if there was one.
  mutating func finish() -> ServerSentEvent? {
    if !line.isEmpty, let event = endLine() { return event }
    return endEvent()
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard line.count + data.count + bytes.count <= longestEvent else { return false }
    line.append(contentsOf: bytes)
    return true
  }

  private mutating func endLine() -> ServerSentEvent? {
    defer { line.removeAll(keepingCapacity: true) }
    if isFirstLine {
      isFirstLine = false
      if line.starts(with: [0xef, 0xbb, 0xbf]) { line.removeFirst(3) }
    }
    if line.isEmpty { return endEvent() }
    guard line[0] != colon else { return nil }
    let nameEnd = line.firstIndex(of: colon) ?? line.count
    var valueStart = min(nameEnd + 1, line.count)
    if valueStart < line.count, line[valueStart] == space { valueStart += 1 }
    take(line[..<nameEnd], line[valueStart...])
    return nil
  }

  private mutating func take(_ field: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
    if field.elementsEqual("data".utf8) {
      if hasData { data.append(lineFeed) }
      data.append(contentsOf: value)
      hasData = true
    } else if field.elementsEqual("event".utf8) {
      name = String(decoding: value, as: UTF8.self)
    }
  }

  private mutating func endEvent() -> ServerSentEvent? {
    defer {
      name = nil
      data = Data()
      hasData = false
    }
    return hasData ? ServerSentEvent(name: name, data: data) : nil
  }
}

private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let colon = UInt8(ascii: ":")
private let space = UInt8(ascii: " ")
