import Core
import Synchronization

/// Everything that changes while the simulator runs.
final class SimulatorState: Sendable {
  private struct Contents {
    var log = SimulatorLog()
    var nextID = 1
    /// Requests that have not ended; a request ends once.
    var open: Set<Int> = []
    var overrides: [(text: String, behaviour: Behaviour)] = []
    var attempts: [String: Int] = [:]
    var cachedPrompts: Set<String> = []
  }

  private let contents = Mutex(Contents())

  /// The behaviour for a key: the newest override that its text matches, then what the key itself names, then
  /// `invalid`.
  func behaviour(for key: String) -> (behaviour: Behaviour, count: Int) {
    let override = contents.withLock { $0.overrides.last { key.contains($0.text) }?.behaviour }
    if let override { return (override, 1) }
    return Behaviour.named(in: key) ?? (.invalid, 1)
  }

  func setBehaviour(_ behaviour: Behaviour, forKeysContaining text: String) {
    contents.withLock { contents in
      contents.overrides.removeAll { $0.text == text }
      contents.overrides.append((text, behaviour))
    }
  }

  /// Forgets overrides, counters and the log; requests in flight go on.
  func reset() {
    contents.withLock { contents in
      let open = contents.log.openStreams
      contents.overrides = []
      contents.attempts = [:]
      contents.cachedPrompts = []
      contents.log = SimulatorLog(openStreams: open)
    }
  }

  /// How many requests this key has made before this one.
  func countAttempt(of key: String) -> Int {
    contents.withLock { contents in
      let before = contents.attempts[key, default: 0]
      contents.attempts[key] = before + 1
      return before
    }
  }

  /// Whether the same beginning of a prompt was sent before, so that it now comes from the cache.
  func isCached(_ prompt: String) -> Bool {
    let digest = Self.digest(of: prompt)
    return contents.withLock { contents in
      if contents.cachedPrompts.count > 1000 { contents.cachedPrompts = [] }
      return !contents.cachedPrompts.insert(digest).inserted
    }
  }

  /// A name for a text, the same in every run (FNV-1a, 64 bits).
  static func digest(of text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hexadecimal(hash)
  }

  /// A name for a key: keyed with this process's random seed, so that it can't be told from a log which key it was.
  static func keyHash(of key: String) -> String {
    var hasher = Hasher()
    hasher.combine(key)
    return hexadecimal(UInt64(bitPattern: Int64(hasher.finalize())))
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension SimulatorState {
  var log: SimulatorLog { contents.withLock { $0.log } }

  func begin(_ request: LoggedRequest) -> Int {
    contents.withLock { contents in
      var request = request
      request.id = contents.nextID
      contents.nextID += 1
      contents.open.insert(request.id)
      contents.log.requests.append(request)
      if contents.log.requests.count > SimulatorLog.longest { contents.log.requests.removeFirst() }
      return request.id
    }
  }

  func streamOpened() {
    contents.withLock { $0.log.openStreams += 1 }
  }

  func streamEnded() {
    contents.withLock { $0.log.openStreams -= 1 }
  }

  func end(_ id: Int, status: Int?, fate: RequestFate) {
    contents.withLock { contents in
      guard contents.open.remove(id) != nil else { return }
      if fate == .closedEarly { contents.log.closedEarly += 1 }
      guard let index = contents.log.requests.lastIndex(where: { $0.id == id }) else { return }
      contents.log.requests[index].status = status
      contents.log.requests[index].fate = fate
    }
  }
}
