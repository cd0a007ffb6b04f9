import Analyst
import Core
import Foundation
import Hummingbird
import NIOCore
import NIOPosix
import Storage

/// Where uploaded files live: each in a folder of its own below the data folder, unchanged, with its row and profile in
/// the database.
struct DatasetLibrary: Sendable {
  let store: DatasetStore
  let profiler: DatasetProfiler
  /// The folder that holds all data sets.
  let folder: String
  /// The largest file, in bytes.
  let largestFile: Int
  /// What one person may keep.
  let quota: DatasetQuota
  let clock: WallClock

  /// Streams an upload to disk, profiles it, and lists it. Whatever fails leaves nothing behind.
  func add(
    _ body: RequestBody, declaredLength: Int?, name: DatasetName, of user: UserID
  ) async throws -> DatasetRow {
    let room = try await room(of: user)
    if let declaredLength { try room.check(declaredLength) }
    let id = DatasetID()
    let file = try UploadedFile(folder: folder, id: id)
    do {
      let byteCount = try await receive(body, into: file, room: room)
      guard byteCount > 0 else { throw DatasetError.empty }
      let profile = try await profiler.profile(path: file.path, name: name.text, owner: user.rawValue)
      let row = DatasetRow(
        id: id, user: user, name: name.text, byteCount: byteCount, path: file.path,
        profile: try JSONValue(encoding: profile), createdAt: clock.now)
      // Other uploads of the same person may have come first.
      guard try await store.create(row, within: quota) else { throw DatasetError.noRoom(limitBytes: quota.bytes) }
      // A mark that stays behind is harmless while the data set is listed.
      try? file.finish()
      return row
    } catch {
      try? file.remove()
      throw error
    }
  }

  func remove(_ row: DatasetRow) async throws {
    _ = try await store.delete(row.id, of: row.user)
    try? UploadedFile(existing: row.path).remove()
  }

  /// What a chat turn needs of its data set; nil when the chat has none. Throws when it was removed meanwhile.
  func analystDataset(_ id: DatasetID?, of user: UserID) async throws -> AnalystDataset? {
    guard let id else { return nil }
    guard let row = try await store.dataset(id, of: user), let profile = row.profile else { throw NotFound.dataset }
    return AnalystDataset(
      path: row.path, name: row.name, profile: try profile.decoded(as: DatasetProfile.self))
  }

  /// How large the next file of a person may be.
  private struct Room {
    let largestFile: Int
    let left: Int
    let quota: DatasetQuota

    func check(_ byteCount: Int) throws(DatasetError) {
      guard byteCount <= largestFile else { throw .tooLarge(limitBytes: largestFile) }
      guard byteCount <= left else { throw .noRoom(limitBytes: quota.bytes) }
    }
  }

  private func room(of user: UserID) async throws -> Room {
    let used = try await store.use(of: user)
    guard used.count < quota.count else { throw DatasetError.tooMany(limit: quota.count) }
    return Room(largestFile: largestFile, left: quota.bytes - used.bytes, quota: quota)
  }

  private func receive(_ body: RequestBody, into file: UploadedFile, room: Room) async throws -> Int {
    var received = 0
    for try await chunk in body {
      received += chunk.readableBytes
      try room.check(received)
      try await NIOThreadPool.singleton.runIfActive { try file.append(chunk) }
    }
    try await NIOThreadPool.singleton.runIfActive { try file.close() }
    return received
  }
}
