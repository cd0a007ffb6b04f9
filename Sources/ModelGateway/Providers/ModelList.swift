import Foundation

/// The models that a provider lists: `{"data":[{"id"}]}`, at Gemini `{"models":[{"name":"models/…"}]}`.
struct ModelList: Sendable {
  let ids: [String]

  /// Nil when the body is no such list.
  init?(_ body: Data) {
    guard let list = try? JSONDecoder().decode(Body.self, from: body), list.data != nil || list.models != nil else {
      return nil
    }
    ids =
      (list.data ?? []).compactMap(\.id)
      + (list.models ?? []).compactMap(\.name).map { $0.hasPrefix("models/") ? String($0.dropFirst(7)) : $0 }
  }

  /// Whether the model is listed, by its name or by the dated name that it stands for (`claude-haiku-4-5-20251001`).
  func offers(_ model: String) -> Bool {
    let name = model.hasPrefix("models/") ? String(model.dropFirst(7)) : model
    return ids.contains { Self.isVersion($0, of: name) }
  }

  /// Whether an id is this name, or this name with a date after it. Another number, as in `claude-opus-4-1-20250805`,
  /// makes another model.
  static func isVersion(_ id: String, of name: String) -> Bool {
    guard id.hasPrefix(name) else { return false }
    return id.dropFirst(name.count).wholeMatch(of: /(?:-[0-9]{8}|-[0-9]{4}-[0-9]{2}-[0-9]{2})?/) != nil
  }

  private struct Body: Decodable {
    @LenientList var data: [Item]?
    @LenientList var models: [Item]?
  }

  private struct Item: Decodable {
    @Lenient var id: String?
    @Lenient var name: String?
  }
}
