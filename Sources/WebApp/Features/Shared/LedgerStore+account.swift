import Core
import CreditLedger
import Storage

extension LedgerStore {
  /// The account of a person; everybody gets one when they sign up.
  func accountID(of user: UserID) async throws -> AccountID {
    guard let account = try await account(of: user) else { throw CreditError.unknownAccount }
    return account.id
  }
}
