import Core
import Testing

@testable import WebApp

@Suite(.timeLimit(.minutes(1))) struct RunningTaskTests {
  private let task = RunningTask(id: TaskID(), user: UserID(), chat: ChatID(), wish: "?")
  private let now = Timestamp(milliseconds: 0)

  @Test func aListenerGetsWhatCameAfterItsLastEvent() async {
    for name in ["task", "text", "done"] { task.emit(name, [:]) }
    let all = await task.events(after: 0)
    let rest = await task.events(after: 2)
    #expect(all.map(\.name) == ["task", "text", "done"] && rest.map(\.number) == [3])
  }

  @Test func aListenerWaitsForTheNextEvent() async {
    async let next = task.events(after: 0)
    task.emit("task", [:])
    let events = await next
    #expect(events.map(\.name) == ["task"])
  }

  @Test func whoeverWaitsIsToldOfTheEnd() async {
    async let next = task.events(after: 0)
    task.finish(at: Timestamp(milliseconds: 0))
    let events = await next
    #expect(events.isEmpty)
  }

  @Test func aCancelledListenerWaitsNoLonger() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { [task] in _ = await task.events(after: 0) }
      group.cancelAll()
    }
  }

  @Test func whoStoppedItFirstIsRemembered() {
    #expect(task.stopper == nil)
    task.stop(by: .desertion)
    task.stop(by: .person)
    #expect(task.stopper == .desertion)
  }

  @Test func itIsDesertedOnlyWhileNobodyHasComeBack() {
    task.visit().end()
    #expect(task.isDeserted(since: 1, at: now))
    let second = task.visit()
    #expect(!task.isDeserted(since: 1, at: now))
    second.end()
    #expect(!task.isDeserted(since: 1, at: now) && task.isDeserted(since: 2, at: now))
  }

  @Test func onlyTheSamePersonsSameQuestionInTheSameChatIsTheSameWish() {
    func other(user: UserID? = nil, chat: ChatID? = nil, wish: String = "?") -> RunningTask {
      RunningTask(id: task.id, user: user ?? task.user, chat: chat ?? task.chat, wish: wish)
    }
    #expect(task.isSameWish(as: other()))
    for different in [other(user: UserID()), other(chat: ChatID()), other(wish: "!")] {
      #expect(!task.isSameWish(as: different))
    }
  }
}
