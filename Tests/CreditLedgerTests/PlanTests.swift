import Core
import CreditLedger
import Testing

@Suite struct PlanTests {
  @Test func plansGrantWhatTheyPromise() {
    #expect(Plan.of(.free).credits == 20 && Plan.of(.free).period == .month)
    #expect(Plan.of(.standard).credits == 500 && Plan.of(.standard).period == .month)
    #expect(Plan.of(.guest).credits == 5 && Plan.of(.guest).period == .never)
  }

  @Test func unlimitedIsAFlagAndNotALargeNumber() {
    #expect(Plan.all.filter(\.isUnlimited).map(\.id) == [.unlimited])
    #expect(Plan.of(.unlimited).credits == 0)
  }

  @Test func aPlanThatNeverRenewsHasNoNextRenewal() {
    let now = Timestamp(milliseconds: 1_000)
    #expect(Plan.of(.guest).nextRenewal(openedAt: now, now: now) == nil)
    #expect(Plan.of(.free).nextRenewal(openedAt: now, now: now) != nil)
  }
}
