import Core
import ModelGateway
import Synchronization

/// Remembers for a minute which models the local server lists, so that a list of models asks it at most once at a time.
final class LocalModels: Sendable {
  private struct State {
    var models: [CatalogModel] = []
    var askedAt: Timestamp?
  }

  private let state = Mutex(State())

  static let timeLimit: Duration = .seconds(3)
  private static let freshness: Duration = .seconds(60)
  private static let mostModels = 500

  /// What is remembered, after asking when that is old. Whoever comes while another one asks gets what was known before;
  /// a server that does not answer is asked again after a minute, and its models stay.
  func models(
    now: Timestamp, ask: @escaping @Sendable () async throws -> [String]
  ) async -> [CatalogModel] {
    let isOld = state.withLock { state in
      if let askedAt = state.askedAt, now - askedAt < Self.freshness { return false }
      state.askedAt = now
      return true
    }
    if isOld, let ids = await Self.withinTime(ask) {
      let models = ids.filter(Self.isID).prefix(Self.mostModels).map { CatalogModel.local(id: $0) }
      state.withLock { $0.models = models }
    }
    return state.withLock(\.models)
  }

  /// Whether a text can be a model's id: 1 to 200 visible ASCII characters.
  static func isID(_ text: String) -> Bool {
    (1...200).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  private static func withinTime(_ ask: @escaping @Sendable () async throws -> [String]) async -> [String]? {
    await withTaskGroup(of: [String]?.self) { group in
      group.addTask { try? await ask() }
      group.addTask {
        try? await Task.sleep(for: timeLimit)
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
  }
}
