package import Hummingbird

extension Router where Context == LatchkeyRequestContext {
  /// Answers 405 instead of 404 where a path exists but takes other methods. Call it once, after all routes were added.
  package func addWrongMethodResponses() {
    let known = Dictionary(grouping: routes, by: { $0.path.description })
    for entries in known.values {
      guard let path = entries.first?.path else { continue }
      let methods = Set(entries.map(\.method))
      let allowed = methods.map(\.rawValue).sorted()
      for method in Self.refusable where !methods.contains(method) && !(method == .head && methods.contains(.get)) {
        on(path, method: method) { _, _ -> Response in throw RequestError.wrongMethod(allowed: allowed) }
      }
    }
  }

  private static var refusable: [HTTPRequest.Method] { [.get, .head, .post, .put, .patch, .delete, .options] }
}
