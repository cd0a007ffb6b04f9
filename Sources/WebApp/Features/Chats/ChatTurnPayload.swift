import Core
import Metering
import Storage

/// What another process needs to know of a chat turn to end it.
struct ChatTurnPayload: Codable, Sendable, Equatable {
  let chat: ChatID
  let provider: Provider
  let model: String
  let payer: PayerKind
  let keyHint: KeyHint?
  let price: Credits

  init(_ turn: ChatTurnRequest, accepted: TaskAccepted) {
    chat = turn.chat.id
    provider = turn.settings.provider
    model = turn.settings.model
    payer = accepted.payer
    keyHint = accepted.keyHint
    price = accepted.price
  }

  /// - Throws: `DecodingError` when a newer version of the program wrote something else.
  init(_ payload: JSONValue) throws { self = try payload.decoded(as: Self.self) }
}
