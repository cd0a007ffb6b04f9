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
  let clock: WallClock

  /// Streams an upload to disk, profiles it, and lists it. Whatever fails leaves nothing behind.
  func add(
    _ body: RequestBody, declaredLength: Int?, name: DatasetName, of user: UserID
  ) async throws -> DatasetRow {
    if let declaredLength, declaredLength > largestFile { throw DatasetError.tooLarge(limitBytes: largestFile) }
    let id = DatasetID()
    let file = try UploadedFile(folder: folder, id: id)
    do {
      let byteCount = try await receive(body, into: file)
      guard byteCount > 0 else { throw DatasetError.empty }
      let profile = try await profiler.profile(path: file.path, name: name.text, owner: user.rawValue)
      let row = DatasetRow(
        id: id, user: user, name: name.text, byteCount: byteCount, path: file.path,
        profile: try JSONValue(encoding: profile), createdAt: clock.now)
      try await store.create(row)
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

  private func receive(_ body: RequestBody, into file: UploadedFile) async throws -> Int {
    var received = 0
    for try await chunk in body {
      received += chunk.readableBytes
      guard received <= largestFile else { throw DatasetError.tooLarge(limitBytes: largestFile) }
      try await NIOThreadPool.singleton.runIfActive { try file.append(chunk) }
    }
    try await NIOThreadPool.singleton.runIfActive { try file.close() }
    return received
  }
}
