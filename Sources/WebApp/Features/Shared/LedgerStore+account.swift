import Core
import CreditLedger
import Storage

extension LedgerStore {
  /// The account of a person. Everybody gets one on signing up; one that is missing all the same is opened.
  func accountID(of user: UserID) async throws -> AccountID {
    try await openedAccount(of: user).id
  }
}
