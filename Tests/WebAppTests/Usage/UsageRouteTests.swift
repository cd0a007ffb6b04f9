import Core
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import WebApp

@Suite struct UsageRouteTests {
  /// Two tasks of a person, one for each payer, on the clock's day.
  private func recordUse(of user: UserID, on site: WholeSite, model: String = "gpt-x") async throws {
    let usage = UsageStore(database: site.database)
    for (payer, credits) in [(PayerKind.platform, 3), (.ownKey, 0)] as [(PayerKind, Credits)] {
      let task = TaskID()
      try await usage.recordTask(
        TaskRow(
          id: task, user: user, feature: .chat, provider: .openai, model: model, payer: payer, credits: credits,
          status: .ok, durationMs: 5, createdAt: site.clock.now))
      try await usage.record(
        UsageRow(
          task: task, user: user, feature: .chat, provider: .openai, model: model, payer: payer,
          tokens: TokenCounts(input: 10, output: 4), status: .ok, purpose: "answer", durationMs: 5,
          createdAt: site.clock.now))
    }
  }

  @Test func peopleSeeTheirOwnUseAndNobodyElses() async throws {
    try await WholeSite.with { site in
      let (ada, user) = try await site.signedIn("ada@example.org")
      let (eve, _) = try await site.signedIn("eve@example.org")
      try await recordUse(of: user.id, on: site)
      let answer = try await ada.send(.get, "/api/user/usage")
      #expect(answer.status == 200 && answer.json["lines"]?.arrayValue?.count == 2)
      #expect(answer.json["totals"]?["credits"] == 3 && answer.json["totals"]?["input_tokens"] == 20)
      #expect(try await eve.send(.get, "/api/user/usage").json["lines"] == [])
      #expect(try await Browser(site.client).send(.get, "/api/user/usage").code == "auth.required")
    }
  }

  @Test func daysAreBoundsAndBothIncluded() async throws {
    try await WholeSite.with { site in
      let (ada, user) = try await site.signedIn("ada@example.org")
      try await recordUse(of: user.id, on: site)
      let day = String(site.clock.now.iso8601.prefix(10))
      #expect(
        try await ada.send(.get, "/api/user/usage?from=\(day)&to=\(day)").json["lines"]?.arrayValue?.count == 2)
      #expect(try await ada.send(.get, "/api/user/usage?from=2020-01-01&to=2020-12-31").json["lines"] == [])
      for query in ["from=yesterday", "from=2026-02-31", "from=2026-03-02&to=2026-03-01", "to=2026-1-1"] {
        #expect(try await ada.send(.get, "/api/user/usage?\(query)").code == "request.invalid")
      }
    }
  }

  @Test func theOperatorSeesEverybodyByPayerAndCanTakeItAlong() async throws {
    try await WholeSite.with { site in
      let (admin, _) = try await site.signedIn("operator@example.org", role: .admin)
      let (_, user) = try await site.signedIn("ada@example.org")
      try await recordUse(of: user.id, on: site, model: "=HYPERLINK(1),x")
      let sums = try await admin.send(.get, "/api/admin/usage").json["by_payer"]?.arrayValue
      #expect(sums?.map { $0["tasks"] } == [1, 1])
      #expect(sums?.first { $0["payer"] == "platform" }?["credits"] == 3)
      let file = try await admin.send(.get, "/api/admin/usage.csv")
      #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
      #expect(file.text.contains(",\"'=HYPERLINK(1),x\",platform,"))
      #expect(file.text.split(separator: "\r\n").count == 3)
    }
  }
}
