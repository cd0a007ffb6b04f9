import Core
import Hummingbird
import NIOCore

extension Exchange {
  /// A streamed answer: it pauses after each piece, and stops as soon as the client leaves.
  func stream(_ answer: SimulatedAnswer, _ call: SimulatedCall) -> Response {
    let frames = frames(of: answer, call)
    let pause = pause(call)
    let isCut = behaviour == .cut
    var fields = wire.headers(requestID: requestID, streams: true)
    if call.streamsAsArray { fields[.contentType] = "application/json; charset=UTF-8" }
    return Response(
      status: .ok, headers: fields,
      body: ResponseBody { [state, connection, logID] writer in
        state.streamOpened()
        defer { state.streamEnded() }
        do {
          for frame in frames {
            try connection.check()
            try await writer.write(ByteBuffer(string: frame.text))
            if frame.isPiece, pause > .zero { try await connection.pause(for: pause) }
          }
          if isCut {
            state.end(logID, status: 200, fate: .cut)
            try await connection.pause(for: .milliseconds(20))
            throw ClientConnection.Cut()
          }
          try await writer.finish(nil)
          state.end(logID, status: 200, fate: .complete)
        } catch {
          state.end(logID, status: 200, fate: .closedEarly)
          throw error
        }
      })
  }

  private func frames(of answer: SimulatedAnswer, _ call: SimulatedCall) -> [StreamFrame] {
    let frames = wire.stream(answer, to: call)
    switch behaviour {
    case .midstream, .echochat:
      let failure = wire.streamFailure(context(), echoesKey: behaviour == .echochat, call: call)
      return Self.firstHalf(of: frames) + [failure]
    case .stopped: return Self.firstHalf(of: frames) + wire.earlyStop(context(), call: call)
    case .cut: return Self.firstHalf(of: frames)
    default: return frames
    }
  }

  /// Everything up to the middle one of the pieces.
  private static func firstHalf(of frames: [StreamFrame]) -> [StreamFrame] {
    let pieces = frames.indices.filter { frames[$0].isPiece }
    guard !pieces.isEmpty else { return Array(frames.prefix(1)) }
    return Array(frames[...pieces[(pieces.count - 1) / 2]])
  }

  private func pause(_ call: SimulatedCall) -> Duration {
    let isSlow = behaviour == .drip || PromptMark.slow.isIn(call)
    return isSlow ? configuration.dripDelay * TextPieces.tokensPerChunk : configuration.chunkDelay
  }
}
