import Core
import CreditLedger
import Testing

@Suite struct DecisionTests {
  static let opening = Timestamp(milliseconds: 0)

  static func account(_ plan: PlanID, available: Credits = 3, renewsAt: Timestamp? = nil) -> Account {
    Account(
      id: AccountID(), user: UserID(), plan: plan, isUnlimited: Plan.of(plan).isUnlimited, openedAt: opening,
      renewsAt: renewsAt, available: available, held: 0, entryCount: 1)
  }

  static func request(amount: Credits = 3, expiresIn: Duration = .seconds(60)) -> HoldRequest {
    HoldRequest(
      task: TaskID(), account: AccountID(), amount: amount, feature: .chat, model: "m", expiresAt: opening + expiresIn,
      now: opening)
  }

  @Test func manyMissedMonthsAreOneRenewalToTheCurrentPeriod() throws {
    let due = RenewalSchedule(openedAt: Self.opening).next(after: Self.opening)
    let now = Self.opening + .seconds(86_400 * 100)
    let renewal = try #require(Self.account(.free, renewsAt: due).dueRenewal(at: now))
    #expect(renewal.due == due && renewal.credits == 20)
    #expect(renewal.periodStart <= now && renewal.periodStart > due)
    #expect(renewal.next.map { $0 > now } == true)
  }

  @Test func nothingIsDueBeforeItsTimeOrWithoutOne() {
    #expect(Self.account(.free, renewsAt: Self.opening + .seconds(1)).dueRenewal(at: Self.opening) == nil)
    #expect(Self.account(.guest).dueRenewal(at: Self.opening + .seconds(1_000_000_000)) == nil)
  }

  @Test func anUnlimitedAccountCoversAnyPrice() {
    #expect(Self.account(.unlimited, available: 0).balance.covers(.largest))
    #expect(Self.account(.free).balance.covers(3) && !Self.account(.free).balance.covers(4))
  }

  @Test(arguments: [0, -1, Credits.largest.amount + 1, .min, .max])
  func impossibleAmountsAreRefused(amount: Int64) {
    #expect(throws: CreditError.invalidAmount) { try Self.request(amount: Credits(amount)).validate() }
  }

  @Test func aHoldMustEndAfterItBegins() throws {
    #expect(throws: CreditError.invalidExpiry) { try Self.request(expiresIn: .zero).validate() }
    try Self.request(amount: .largest, expiresIn: .milliseconds(1)).validate()
  }

  @Test func shortOfCreditsSaysHowManyAreNeededAndLeft() {
    let error = CreditError.insufficient(required: 5, remaining: 1)
    #expect(error.code == "credits.insufficient" && error.kind == .insufficientCredits && !error.isRetryable)
    #expect(error.details == ["required": 5, "remaining": 1])
    #expect(error.message.hasPrefix("This needs 5 credits and 1 is left"))
  }

  @Test func everyErrorHasItsOwnCode() {
    let errors: [CreditError] = [
      .insufficient(required: 1, remaining: 0), .invalidAmount, .invalidExpiry, .unknownAccount, .conflict,
    ]
    #expect(Set(errors.map(\.code)).count == errors.count)
    #expect(errors.allSatisfy { $0.message.hasSuffix(".") })
  }
}
