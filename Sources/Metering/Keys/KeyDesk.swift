package import Core
import Foundation
package import KeySealing
package import ModelGateway
package import Storage

/// Where keys are checked, sealed, replaced and removed. A part of the door: checks reach providers.
package struct KeyDesk: Sendable {
  let metering: Metering

  package init(metering: Metering) { self.metering = metering }

  /// How long a key may be used after it was entered; its cookie lives no longer.
  package var keyLifetime: Duration { metering.settings.keyLifetime }

  /// A check from the operator's command line: no session, no limit, nothing recorded.
  package static func operatorCheck(
    _ key: Secret, at provider: Provider, testing model: String?, gateway: ModelGateway
  ) async -> KeyVerdict {
    KeyVerdict(await gateway.checkKey(key, at: provider, testing: model), key: key, provider: provider)
  }

  /// Checks a key without saving it. Limited by session and by address; every outcome is counted.
  package func check(_ request: KeyCheckRequest) async throws -> KeyVerdict {
    guard request.provider.acceptsOwnKey else { throw KeyError.providerTakesNoKeys(request.provider) }
    try await limitChecks(request)
    let started = metering.clock.now
    let report = await metering.gateway.checkKey(
      request.key, at: request.provider, testing: request.testedModel, choosing: request.chosenModel)
    // What was used is counted also when nobody waits for the verdict any more.
    try await record(report, request: request, started: started)
    try Task.checkCancellation()
    return KeyVerdict(report, key: request.key, provider: request.provider)
  }

  /// Checks a key, seals it when it may be kept, and keeps it in place of the one before. The returned sealed key goes
  /// into the session's cookie and nowhere else.
  ///
  /// - `keepUnchecked`: the person chose to keep a key whose provider can't be reached now.
  package func save(_ request: KeyCheckRequest, keepUnchecked: Bool) async throws -> (SealedKey, KeyVerdict) {
    let checked = try await seal(request, keepUnchecked: keepUnchecked)
    try await keep(checked.row)
    return (checked.sealed, checked.verdict)
  }

  /// Checks a key and seals it when it may be kept; nothing of the session is changed before `keep`.
  package func seal(
    _ request: KeyCheckRequest, keepUnchecked: Bool
  ) async throws -> (sealed: SealedKey, row: SessionKey, verdict: KeyVerdict) {
    let verdict = try await check(request)
    switch verdict.outcome.keepsKey {
    case .keep, .keepUnchecked: break
    case .mayKeepUnchecked: guard keepUnchecked else { throw KeyError.notChecked(verdict) }
    case .refuse: throw KeyError.refused(verdict)
    }
    let row = SessionKey(
      session: request.session, provider: request.provider, hint: verdict.hint, state: Self.state(of: verdict.outcome),
      salt: Self.randomBytes(32), generation: UUID().uuidString.lowercased(), checkedAt: metering.clock.now,
      expiresAt: metering.clock.now + metering.settings.keyLifetime, models: verdict.models)
    guard let sessionSalt = try await metering.sessionSalt(request.session) else {
      throw MeteringError.keyMissing(request.provider)
    }
    let context = SealContext(
      session: request.session, user: request.user, provider: request.provider, generation: row.generation,
      salt: sessionSalt + row.salt, expiresAt: row.expiresAt)
    return (try metering.keyRing.seal(request.key, for: context), row, verdict)
  }

  /// Keeps a key's row, if there is one, together with what `alongside` writes: both or neither, so that the key of a
  /// cookie that is never sent can't replace the one in use (K1).
  package func keep(
    _ row: SessionKey?, alongside: @escaping @Sendable (any SQLConnection) throws -> Void = { _ in }
  ) async throws {
    let hasReplaced = try await metering.stores.database.write { connection in
      try alongside(connection)
      return try row.map { try SessionKeyStore.put($0, on: connection) } ?? false
    }
    if hasReplaced { await metering.stores.database.scrubHistory() }
  }

  /// Destroys the session's half of a key: its cookie is worthless from now on, on every server (K2, K10).
  package func remove(_ provider: Provider, from session: SessionID) async throws {
    try await metering.stores.keys.delete(of: session, at: provider)
  }

  /// The keys that a session holds, without the keys.
  package func keys(of session: SessionID) async throws -> [SessionKey] {
    try await metering.stores.keys.keys(of: session)
  }

  /// What is stored of an outcome: a key that could not be checked is `unchecked`, the others keep their code.
  static func state(of outcome: KeyCheckOutcome) -> String {
    switch outcome.keepsKey {
    case .keep: outcome.rawValue
    case .keepUnchecked, .mayKeepUnchecked, .refuse: "unchecked"
    }
  }

  private func limitChecks(_ request: KeyCheckRequest) async throws {
    let limits = [
      ("key_check:session:\(request.session)", metering.settings.keyChecksPerMinuteBySession),
      ("key_check:address:\(request.address)", metering.settings.keyChecksPerMinuteByAddress),
    ]
    for (bucket, limit) in limits {
      let decision = try await metering.stores.limits.take(
        bucket: bucket, limit: limit, window: .seconds(60), now: metering.clock.now)
      guard decision.isAllowed else { throw KeyError.tooManyChecks(retryAfter: decision.retryAfter) }
    }
  }

  private func record(_ report: KeyCheckReport, request: KeyCheckRequest, started: Timestamp) async throws {
    let now = metering.clock.now
    try await metering.stores.usage.recordKeyCheck(
      KeyCheckRow(user: request.user, provider: request.provider, outcome: report.outcome.rawValue, createdAt: now))
    guard let model = report.checkedModel else { return }
    // The one-token test is a model call, paid by the key that it tests (C9).
    let succeeded = report.testPassed
    try await metering.stores.usage.record(
      UsageRow(
        id: UsageID(), task: TaskID(), user: request.user, session: request.session, feature: .chat,
        provider: request.provider, model: model, payer: .ownKey, keyHint: KeyHint(of: request.key),
        tokens: report.testTokens ?? TokenCounts(isEstimate: true), status: succeeded ? .ok : .error,
        errorCode: succeeded ? nil : "key.\(report.outcome.rawValue)", purpose: CallPurpose.keyTest.rawValue,
        durationMs: (now - started).inMilliseconds, firstTokenMs: nil, createdAt: now))
  }

  static func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
