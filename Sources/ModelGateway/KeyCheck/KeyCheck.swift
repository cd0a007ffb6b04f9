import Core
import Foundation

/// One check of one key, all of whose requests and their repetitions share one end of time.
struct KeyCheck {
  private let transport: ProviderTransport
  private let provider: Provider
  private let key: Secret
  private let end: ContinuousClock.Instant

  init(transport: ProviderTransport, provider: Provider, key: Secret) {
    var transport = transport
    let longest = transport.timeouts.keyCheck
    transport.timeouts = GatewayTimeouts(
      connect: min(transport.timeouts.connect, longest), firstByte: longest, idle: longest, keyCheck: longest)
    end = .now + longest
    self.transport = transport
    self.provider = provider
    self.key = key
  }

  func report(testing tested: String?, choosing chosen: String?) async -> KeyCheckReport {
    guard !KeyFormat.isMalformed(key) else { return KeyCheckReport(outcome: .malformed) }
    var report = await listModels(choosing: chosen)
    if report.models != nil, provider == .anthropic {
      if let found = await findEmptyBalance(model: tested ?? chosen ?? report.models?.first) {
        report = report.with(found)
      }
    }
    guard let tested, allowsTest(report) else { return report }
    return await test(tested, after: report, choosing: chosen)
  }

  /// A model that the list lacks, though not a key without credit, may still answer the test.
  private func allowsTest(_ listed: KeyCheckReport) -> Bool {
    switch listed.outcome {
    case .valid, .validLimited: true
    case .validModelUnavailable: listed.models != nil
    case .validNoCredit, .rateLimited, .malformed, .invalid, .expired, .disabled, .regionBlocked,
      .providerUnavailable, .unreachable:
      false
    }
  }

  /// The free request: which models are there for this key?
  private func listModels(choosing chosen: String?) async -> KeyCheckReport {
    do throws(ProviderError) {
      let body = try await answer(to: ProviderRequest(modelsAt: provider))
      guard let list = ModelList(Data(body)) else { return KeyCheckReport(outcome: .providerUnavailable) }
      let isMissing = chosen.map { !list.offers($0) } ?? false
      return KeyCheckReport(outcome: isMissing ? .validModelUnavailable : .valid, models: list.ids)
    } catch {
      var report = KeyCheckReport(error)
      if !tellsOfKey(error) { report.outcome = .providerUnavailable }
      return report
    }
  }

  /// Whether an error of the free request says anything about the key. That request has no form that could be wrong,
  /// and names no model:
  /// what is refused for such a reason, without the provider's own word for it, was refused by something in between.
  private func tellsOfKey(_ error: ProviderError) -> Bool {
    switch error {
    case .missingPermission(let failure): failure.providerCode != nil || KeyRestriction(error) != nil
    // A wrong address answers 404, too, and knows nothing of the key.
    case .modelUnavailable(let failure): failure.providerCode?.hasPrefix("model_") == true
    default: KeyCheckOutcome(error) != .valid
    }
  }

  /// Anthropic lists models to anybody with a key; counting tokens is free, too, and is refused when there is no
  /// credit.
  /// Whatever else it answers says nothing new.
  private func findEmptyBalance(model: String?) async -> KeyCheckReport? {
    do throws(ProviderError) {
      let request = try ProviderRequest(countingTokensWith: model ?? "claude-haiku-4-5")
      _ = try await answer(to: request)
      return nil
    } catch {
      let report = KeyCheckReport(error)
      return report.outcome == .validNoCredit || report.outcome == .disabled ? report : nil
    }
  }

  /// One token of the model. A request that is refused for its form was not refused for its key.
  private func test(
    _ model: String, after listed: KeyCheckReport, choosing chosen: String?
  ) async -> KeyCheckReport {
    var report = listed
    report.checkedModel = model
    let profile = ModelProfile.of(model, at: provider)
    let chat = ChatRequest(model: model, turns: [.user("Hi")], maxTokens: profile.smallestMaxTokens)
    do throws(ProviderError) {
      report.testTokens = tokens(in: try await answer(to: ProviderRequest(chat, at: provider, isStream: false)))
    } catch {
      let found = KeyCheckReport(error)
      guard found.outcome == .valid else { return report.with(found) }
    }
    report.testPassed = true
    // What answered is there, whatever the list says.
    if report.outcome == .validModelUnavailable, chosen == model { report.outcome = .valid }
    return report
  }
}

extension KeyCheck {
  /// The body of a good answer.
  /// - Throws: `ProviderError`, a time-out when the check's time ends before the body does
  private func answer(to request: ProviderRequest) async throws(ProviderError) -> [UInt8] {
    let late = Result<[UInt8], ProviderError>.failure(.timeout(.firstByte, ProviderFailure(provider: provider)))
    let result = await withTaskGroup(of: Result<[UInt8], ProviderError>.self) { group in
      group.addTask {
        do throws(ProviderError) {
          let exchange = try await transport.open(request, key: key)
          return .success(try await exchange.body(upTo: transport.limits.answerBytes))
        } catch {
          return .failure(error)
        }
      }
      group.addTask {
        try? await Task.sleep(until: end)
        return late
      }
      let first = await group.next() ?? late
      group.cancelAll()
      return first
    }
    return try result.get()
  }

  /// The provider's own count of the test; nil when its answer, which a token may cut short, holds none.
  private func tokens(in body: [UInt8]) -> TokenCounts? {
    var reader = WireFormat.of(provider).reader(for: provider)
    var collector = ChatCollector()
    var events: [ChatEvent] = []
    try? reader.readWhole(Data(body), into: &events)
    events.forEach { collector.add($0) }
    return collector.response().tokens
  }
}

extension KeyCheckReport {
  /// What an error says about the key that it was met with.
  init(_ error: ProviderError) {
    self.init(outcome: KeyCheckOutcome(error), detail: error.failure.text, retryAfter: error.retryAfter)
    restriction = KeyRestriction(error)
  }

  /// This report with the outcome of a later request.
  fileprivate func with(_ later: KeyCheckReport) -> KeyCheckReport {
    var report = self
    (report.outcome, report.detail, report.retryAfter) = (later.outcome, later.detail, later.retryAfter)
    report.restriction = later.restriction
    return report
  }
}
