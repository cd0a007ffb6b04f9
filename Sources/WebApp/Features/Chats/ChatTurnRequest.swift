import Analyst
import Core
import CreditLedger
import Metering
import Storage

/// A question in a chat, checked and ready to run.
struct ChatTurnRequest: Sendable {
  let task: TaskID
  let chat: Chat
  let question: String
  let user: UserID
  let account: AccountID
  let session: SessionID
  let settings: ModelSettings
  let ownKey: OwnKeyChoice

  var options: AnswerOptions { AnswerOptions(temperature: settings.temperature, maxTokens: settings.maxTokens) }

  /// What a chat without a name is called: the beginning of its first question.
  var titleFromQuestion: String {
    let line = question.split(whereSeparator: \.isNewline).first.map(String.init) ?? question
    return line.fits(characters: 60) ? line : line.beginning(characters: 59) + "…"
  }

  /// The ids of the two messages follow from the task's, so that a turn that comes twice can't be stored twice.
  var questionID: MessageID { Self.questionID(of: task) }
  var answerID: MessageID { Self.answerID(of: task) }

  static func answerID(of task: TaskID) -> MessageID { MessageID(trusted: task.rawValue + ".a") }
  static func questionID(of task: TaskID) -> MessageID { MessageID(trusted: task.rawValue + ".q") }
}
