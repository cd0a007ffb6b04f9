import Core
import ModelGateway
import Testing

/// What a stream in these pieces gives.
func decode(_ pieces: [[UInt8]], of provider: Provider, limits: GatewayLimits = .init()) -> ChatStreamDecoder.Piece {
  var decoder = ChatStreamDecoder(provider: provider, limits: limits)
  var all = ChatStreamDecoder.Piece()
  for piece in pieces {
    let result = decoder.feed(piece)
    all.events += result.events
    all.error = all.error ?? result.error
  }
  let rest = decoder.finish()
  return ChatStreamDecoder.Piece(events: all.events + rest.events, error: all.error ?? rest.error)
}

/// What a stream gives, having made sure that it gives the same when cut at every byte and when it comes byte by byte.
func decodeEverywhere(_ text: String, of provider: Provider) -> (
  answer: ChatResponse, events: [ChatEvent], error: ProviderError?
) {
  let bytes = Array(text.utf8)
  let whole = decode([bytes], of: provider)
  var isSame = decode(bytes.map { [$0] }, of: provider) == whole
  for cut in bytes.indices {
    isSame = isSame && decode([Array(bytes[..<cut]), Array(bytes[cut...])], of: provider) == whole
  }
  #expect(isSame, "The stream decodes differently when it is cut.")
  var collector = ChatCollector()
  whole.events.forEach { collector.add($0) }
  return (collector.response(), whole.events, whole.error)
}
