import Storage

extension JobEvent {
  /// The event in the form of the HTML standard's server-sent events.
  var serverSentEvent: String { "id: \(number)\nevent: \(name)\ndata: \(data)\n\n" }
}
