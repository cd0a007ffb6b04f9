import Core
import Foundation

/// One check of one key.
struct KeyCheck {
  private let transport: ProviderTransport
  private let provider: Provider
  private let key: Secret

  init(transport: ProviderTransport, provider: Provider, key: Secret) {
    var transport = transport
    let longest = transport.timeouts.keyCheck
    transport.timeouts = GatewayTimeouts(
      connect: min(transport.timeouts.connect, longest), firstByte: longest, idle: longest, keyCheck: longest)
    self.transport = transport
    self.provider = provider
    self.key = key
  }

  func report(testing tested: String?, choosing chosen: String?) async -> KeyCheckReport {
    guard !KeyFormat.isMalformed(key) else { return KeyCheckReport(outcome: .malformed) }
    var report = await listModels(choosing: chosen)
    if report.outcome == .valid, provider == .anthropic {
      if let found = await findEmptyBalance(model: tested ?? chosen ?? report.models?.first) {
        report = report.with(found)
      }
    }
    guard let tested, report.outcome == .valid || report.outcome == .validLimited else { return report }
    return await test(tested, after: report)
  }

  /// The free request: which models are there for this key?
  private func listModels(choosing chosen: String?) async -> KeyCheckReport {
    do throws(ProviderError) {
      let exchange = try await transport.open(ProviderRequest(modelsAt: provider), key: key)
      let body = try await exchange.body(upTo: transport.limits.answerBytes)
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
    case .missingPermission(let failure), .modelUnavailable(let failure): failure.providerCode != nil
    default: KeyCheckOutcome(error) != .valid
    }
  }

  /// Anthropic lists models to anybody with a key; counting tokens is free, too, and is refused when there is no
  /// credit.
  /// Whatever else it answers says nothing new.
  private func findEmptyBalance(model: String?) async -> KeyCheckReport? {
    do throws(ProviderError) {
      let request = try ProviderRequest(countingTokensWith: model ?? "claude-haiku-4-5")
      let exchange = try await transport.open(request, key: key)
      await exchange.finish()
      return nil
    } catch {
      let report = KeyCheckReport(error)
      return report.outcome == .validNoCredit || report.outcome == .disabled ? report : nil
    }
  }

  /// One token of the model. A request that is refused for its form was not refused for its key.
  private func test(_ model: String, after listed: KeyCheckReport) async -> KeyCheckReport {
    var report = listed
    report.checkedModel = model
    let profile = ModelProfile.of(model, at: provider)
    let chat = ChatRequest(model: model, turns: [.user("Hi")], maxTokens: profile.smallestMaxTokens)
    do throws(ProviderError) {
      let exchange = try await transport.open(ProviderRequest(chat, at: provider, isStream: false), key: key)
      report.testTokens = tokens(in: try await exchange.body(upTo: transport.limits.answerBytes))
      return report
    } catch {
      let found = KeyCheckReport(error)
      return found.outcome == .valid ? report : report.with(found)
    }
  }
}

extension KeyCheck {
  /// The provider's own count of the test; nil when its answer, which a token may cut short, holds none.
  private func tokens(in body: [UInt8]) -> TokenCounts? {
    var reader = WireFormat.of(provider).reader(for: provider)
    var collector = ChatCollector()
    for event in (try? reader.readWhole(Data(body))) ?? [] { collector.add(event) }
    return collector.response().tokens
  }
}

extension KeyCheckReport {
  /// What an error says about the key that it was met with.
  init(_ error: ProviderError) {
    self.init(outcome: KeyCheckOutcome(error), detail: error.failure.text, retryAfter: error.retryAfter)
  }

  /// This report with the outcome of a later request.
  fileprivate func with(_ later: KeyCheckReport) -> KeyCheckReport {
    var report = self
    (report.outcome, report.detail, report.retryAfter) = (later.outcome, later.detail, later.retryAfter)
    return report
  }
}
