import Hummingbird

extension Response {
  /// The response with `atEnd` called when it is over: at once when its length is known, else when its stream has been
  /// written or has failed.
  func observingEnd(_ atEnd: @escaping @Sendable () -> Void) -> Response {
    guard body.contentLength == nil else {
      atEnd()
      return self
    }
    var response = self
    let body = self.body
    response.body = ResponseBody { writer in
      defer { atEnd() }
      try await body.write(writer)
    }
    return response
  }
}
