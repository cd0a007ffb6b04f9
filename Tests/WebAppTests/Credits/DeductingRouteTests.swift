import Core
import HTTPTypes
import ModelGateway
import ProviderSimulator
import Storage
import HummingbirdTesting
import Testing

@testable import WebApp

/// `POST /api/user/deduct-credits` (C1, C4).
@Suite(.timeLimit(.minutes(2))) struct DeductingRouteTests {
  private func deduct(_ site: ChatSite, _ feature: String, _ key: String, model: String? = nil) async throws -> Answer {
    var body: [String: JSONValue] = ["feature": .string(feature), "idempotency_key": .string(key)]
    body["model"] = model.map { .string($0) }
    return try await site.browser.send(.post, "/api/user/deduct-credits", json: .object(body))
  }

  private func choose(_ site: ChatSite, tier: Int, ownKey: String? = nil) async throws {
    let model = try #require(site.services.catalog.models(at: .openai).first { $0.tier == tier })
    var body: [String: JSONValue] = [
      "provider": "openai", "model": .string(model.id), "use_own_key": .bool(ownKey != nil),
    ]
    body["api_key"] = ownKey.map { .string($0) }
    let saved = try await site.browser.send(.post, "/settings/model", json: .object(body))
    #expect(saved.status == 200)
  }

  @Test func aReplayAnswersWhatWasDoneAlsoAfterTheSettingsChanged() async throws {
    try await ChatSite.with { [self] site in
      try await choose(site, tier: 1)
      let first = try await deduct(site, "chat", "one")
      #expect(first.json["deducted"] == 1)
      try await choose(site, tier: 3)
      let again = try await deduct(site, "chat", "one")
      #expect(again.status == 200 && again.json["deducted"] == 1 && again.json["remaining"] == 4)
      try await choose(site, tier: 1, ownKey: "sk-sim-good-0001abcd")
      let underOwnKey = try await deduct(site, "chat", "one")
      #expect(underOwnKey.json["deducted"] == 1 && underOwnKey.json["payer"] == "platform")
      let free = try await deduct(site, "chat", "two")
      #expect(free.json["deducted"] == 0 && free.json["payer"] == "own_key")
      try await choose(site, tier: 1)
      let stillFree = try await deduct(site, "chat", "two")
      #expect(stillFree.json["deducted"] == 0 && stillFree.json["payer"] == "own_key")
      let usage = try await site.browser.send(.get, "/api/user/usage").json["totals"]
      #expect(usage?["tasks"] == 2 && usage?["credits"] == 1)
    }
  }

  @Test func aKeyThatIsUsedForAnotherWishIsRefused() async throws {
    try await ChatSite.with { [self] site in
      try await choose(site, tier: 1)
      _ = try await deduct(site, "code_fix", "shared")
      let other = try await deduct(site, "chat", "shared")
      #expect(other.status == 409 && other.code == "request.idempotency_key_reused")
      _ = try await deduct(site, "chat", "named")
      let model = try #require(site.services.catalog.models(at: .openai).first { $0.tier == 2 })
      let otherModel = try await deduct(site, "chat", "named", model: model.id)
      #expect(otherModel.status == 409 && otherModel.code == "request.idempotency_key_reused")
      let credits = try await site.credits
      #expect(credits == [3, 0])
    }
  }

  @Test func aFixedPriceAsksNoProvider() async throws {
    try await ChatSite.with { [self] site in
      // Gemini has no platform key here, and the price does not depend on it.
      let model = try #require(site.services.catalog.models(at: .gemini).first)
      let first = try await deduct(site, "code_fix", "fixed", model: "gemini/" + model.id)
      #expect(first.status == 200 && first.json["deducted"] == 1)
      let again = try await deduct(site, "code_fix", "fixed")
      #expect(again.json["deducted"] == 1 && again.json["remaining"] == 4)
    }
  }
}
