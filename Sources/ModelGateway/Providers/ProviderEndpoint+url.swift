import Core

extension ProviderEndpoint {
  /// The request's address here. The base URLs of OpenAI and local servers end in `/v1`, as their paths begin.
  func url(of request: ProviderRequest) -> String {
    var path = request.path
    if request.provider == .openai || request.provider == .local { path = String(path.dropFirst("/v1".count)) }
    return baseURL + path + (request.query.map { "?" + $0 } ?? "")
  }
}
