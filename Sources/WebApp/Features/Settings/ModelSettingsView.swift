import Core

/// What `GET /api/model-settings` and `POST /settings/model` answer; never a key.
struct ModelSettingsView: Encodable, Sendable {
  var provider: String
  var model: String
  var temperature: Double?
  var maxTokens: Int?
  /// What the next question costs when it is paid with credits, whoever pays now.
  var creditsPerQuery: Int64
  var useOwnKey: Bool
  /// Who pays for the next question.
  var payer: PayerKind
  var ownKey: OwnKeyView
  /// By provider id; null where the session holds no key.
  var keys: [String: KeyView?]

  /// The key of the chosen provider, as the settings dialog shows it.
  struct OwnKeyView: Encodable, Sendable {
    /// Whether it serves the next question.
    var active: Bool
    var state: String
    var hint: String?
    var checkedAt: Timestamp?
    var expiresAt: Timestamp?

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(active, forKey: .active)
      try container.encode(state, forKey: .state)
      try container.encode(hint, forKey: .hint)
      try container.encode(checkedAt, forKey: .checkedAt)
      try container.encode(expiresAt, forKey: .expiresAt)
    }

    enum CodingKeys: String, CodingKey { case active, state, hint, checkedAt, expiresAt }
  }

  /// A key that the session holds.
  struct KeyView: Encodable, Sendable {
    var state: String
    var hint: String
    var checkedAt: Timestamp?
    var expiresAt: Timestamp
    /// What the state means and what to do, when there is something to do.
    var sentence: String?
    var helpUrl: String?
  }
}
