import Core
import Foundation
import Testing

@testable import WebApp

@Suite struct RequestErrorTests {
  struct Body: Decodable {
    struct Inner: Decodable { let maxTokens: Int }
    let apiKey: String
    let inner: [Inner]
    let maxTokens: Int?
  }

  @Test(arguments: [
    (#"{"inner":[]}"#, "api_key"), (#"{"api_key":1,"inner":[]}"#, "api_key"),
    (#"{"api_key":null,"inner":[]}"#, "api_key"),
    (#"{"api_key":"a","inner":[{"max_tokens":"5"}]}"#, "inner.0.max_tokens"),
    (#"{"api_key":"a","inner":[],"max_tokens":1.5}"#, "max_tokens"),
    (#"{"api_key":"a","inner":[],"max_tokens":12345678901234567890123}"#, "max_tokens"),
    (#"{"api_key":"a","inner":[{}]}"#, "inner.0.max_tokens"), (#"{"api_key":"a","inner":{}}"#, "inner"),
  ])
  func theFieldIsNamedAsItIsOnTheWire(json: String, field: String) throws {
    #expect(try failure(json).details["field"]?.stringValue == field)
  }

  @Test(arguments: ["", "{", "nonsense", "{\"api_key\":\"a\"", "[1,2"])
  func malformedJSONIsSaidToBeThat(json: String) throws {
    let error = try failure(json)
    #expect(error.code == "request.invalid")
    #expect(error.message == "The body is not valid JSON.")
  }

  private func failure(_ json: String) throws -> RequestError {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let error = #expect(throws: DecodingError.self) { try decoder.decode(Body.self, from: Data(json.utf8)) }
    return RequestError(try #require(error), body: Data(json.utf8))
  }
}
