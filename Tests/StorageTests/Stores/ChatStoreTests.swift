import Core
import Storage
import Testing

@Suite struct ChatStoreTests {
  struct Fixture {
    let chats: ChatStore
    let datasets: DatasetStore
    let user: UserID
    let stranger: UserID
  }

  func withStores(_ engine: Engine, _ body: (Fixture) async throws -> Void) async throws {
    try await withDatabase(engine) { database in
      try await body(
        Fixture(
          chats: ChatStore(database: database), datasets: DatasetStore(database: database),
          user: try await newUser(in: database), stranger: try await newUser(in: database)))
    }
  }

  @Test(arguments: Engine.allCases)
  func aChatBelongsToItsOwner(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let chat = Chat(user: stores.user, title: "Sales", createdAt: .start)
      try await stores.chats.create(chat)
      let own = try await stores.chats.chat(chat.id, of: stores.user)
      let strange = try await stores.chats.chat(chat.id, of: stores.stranger)
      #expect(own == chat && strange == nil)
      let changes = (
        try await stores.chats.rename(chat.id, of: stores.stranger, to: "x", now: .start),
        try await stores.chats.delete(chat.id, of: stores.stranger),
        try await stores.chats.list(of: stores.stranger).count
      )
      #expect(changes == (false, false, 0))
    }
  }

  @Test(arguments: Engine.allCases)
  func theChatLastWrittenToComesFirst(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let chats = (0..<3).map { Chat(user: stores.user, title: "\($0)", createdAt: .start + .seconds($0)) }
      for chat in chats { try await stores.chats.create(chat) }
      try await stores.chats.append(
        MessageRow(chat: chats[0].id, role: .user, content: ["text": "?"], createdAt: .start + .seconds(10)))
      let isRenamed = try await stores.chats.rename(
        chats[1].id, of: stores.user, to: "new", now: .start + .seconds(20))
      let titles = try await stores.chats.list(of: stores.user).map(\.title)
      #expect(isRenamed && titles == ["new", "0", "2"])
    }
  }

  @Test(arguments: Engine.allCases)
  func messagesKeepTheirOrderAndTheirContent(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let chat = Chat(user: stores.user, title: "", createdAt: .start)
      try await stores.chats.create(chat)
      let task = TaskID()
      let messages = (0..<6).map { index in
        MessageRow(
          chat: chat.id, role: index.isMultiple(of: 2) ? .user : .assistant, task: task,
          content: ["number": .int(Int64(index)), "text": "naïve \0 ☃"], createdAt: .start)
      }
      try await stores.chats.append(messages[0], messages[1])
      try await stores.chats.append(Array(messages[2...]))
      let found = try await stores.chats.messages(of: chat.id)
      #expect(found == messages)
      let latest = try await stores.chats.messages(of: chat.id, limit: 2)
      #expect(latest == Array(messages.suffix(2)))
      let isReplaced = try await stores.chats.replaceContent(of: messages[5].id, with: ["text": "done"])
      let replaced = try await stores.chats.messages(of: chat.id).last
      #expect(isReplaced && replaced?.content == ["text": "done"])
    }
  }

  @Test(arguments: Engine.allCases)
  func aMessageThatComesTwiceIsKeptAndCountedOnce(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let chat = Chat(user: stores.user, title: "", createdAt: .start)
      try await stores.chats.create(chat)
      let first = MessageRow(chat: chat.id, role: .user, content: ["text": "once"], createdAt: .start)
      try await stores.chats.append(first, first)
      try await stores.chats.append(
        MessageRow(id: first.id, chat: chat.id, role: .user, content: ["text": "changed"], createdAt: .start))
      let next = MessageRow(chat: chat.id, role: .assistant, content: ["text": "two"], createdAt: .start)
      try await stores.chats.append(next)
      let found = try await stores.chats.messages(of: chat.id)
      #expect(found == [first, next])
    }
  }

  @Test(arguments: Engine.allCases)
  func aChatThatIsGoneTakesNoMessagesAndKeepsNone(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let chat = Chat(user: stores.user, title: "", createdAt: .start)
      try await stores.chats.create(chat)
      let message = MessageRow(chat: chat.id, role: .user, content: .null, createdAt: .start)
      let isAppended = try await stores.chats.append(message)
      let isDeleted = try await stores.chats.delete(chat.id, of: stores.user)
      let left = try await stores.chats.messages(of: chat.id)
      let isAppendedLater = try await stores.chats.append(
        MessageRow(chat: chat.id, role: .user, content: .null, createdAt: .start))
      #expect(isAppended && isDeleted && left.isEmpty && !isAppendedLater)
    }
  }

  @Test(arguments: Engine.allCases)
  func aChatTakesOnlyItsOwnersDataSetAndLosesItWithIt(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let chat = Chat(user: stores.user, title: "", createdAt: .start)
      try await stores.chats.create(chat)
      let own = DatasetRow(user: stores.user, name: "a.csv", byteCount: 3, path: "p", createdAt: .start)
      let strange = DatasetRow(user: stores.stranger, name: "b.csv", byteCount: 3, path: "p", createdAt: .start)
      for dataset in [own, strange] { try await stores.datasets.create(dataset) }
      func set(_ dataset: DatasetID?) async throws -> Bool {
        try await stores.chats.setDataset(of: chat.id, of: stores.user, to: dataset, now: .start)
      }
      let answers = [try await set(strange.id), try await set(own.id)]
      let with = try await stores.chats.chat(chat.id, of: stores.user)
      let removed = try await stores.datasets.delete(own.id, of: stores.user)
      let without = try await stores.chats.chat(chat.id, of: stores.user)
      let isCleared = try await set(nil)
      #expect(answers == [false, true] && with?.dataset == own.id)
      #expect(removed == own && without?.dataset == nil && isCleared)
    }
  }

  @Test(arguments: Engine.allCases)
  func dataSetsBelongToTheirOwner(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let rows = (0..<2).map { index in
        DatasetRow(
          user: stores.user, name: "\(index).csv", byteCount: 5_000_000_000, path: "p\(index)",
          createdAt: .start + .seconds(index))
      }
      for row in rows { try await stores.datasets.create(row) }
      let isProfiled = try await stores.datasets.setProfile(of: rows[0].id, to: ["rows": 7])
      let profiled = try await stores.datasets.dataset(rows[0].id, of: stores.user)
      #expect(isProfiled && profiled?.profile == ["rows": 7] && profiled?.byteCount == 5_000_000_000)
      let names = try await stores.datasets.list(of: stores.user).map(\.name)
      let strange = try await stores.datasets.dataset(rows[0].id, of: stores.stranger)
      let removed = try await stores.datasets.delete(rows[0].id, of: stores.stranger)
      #expect(names == ["1.csv", "0.csv"] && strange == nil && removed == nil)
    }
  }
}
