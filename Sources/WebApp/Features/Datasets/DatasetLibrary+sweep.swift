import Core
import Foundation
import NIOPosix
import Storage

extension DatasetLibrary {
  /// Removes the folders of uploads that never became data sets, as after `kill -9`; returns how many.
  ///
  /// Only what is marked as unfinished goes: a folder that this database does not list may be another database's, as
  /// when a server is started once with the wrong one. And only what nobody has written to for `abandonedAfter`: several
  /// servers share the folder, and another one may be receiving an upload now.
  @discardableResult
  func sweep() async throws -> Int {
    let found = try await NIOThreadPool.singleton.runIfActive { [folder] in try Self.abandoned(in: folder) }
    var removed = 0
    for start in stride(from: 0, to: found.count, by: Self.idsAtOnce) {
      let ids = Array(found[start..<min(start + Self.idsAtOnce, found.count)])
      let listed = try await store.listed(among: ids)
      for id in ids where !listed.contains(id) {
        try UploadedFile(existing: UploadedFile.path(in: folder, of: id)).remove()
        removed += 1
      }
    }
    return removed
  }

  /// Removes the files of data sets that are listed no more.
  func removeFiles(of rows: [DatasetRow]) {
    for row in rows { try? UploadedFile(existing: row.path).remove() }
  }

  /// An upload that pauses for a minute is cut off, and its profile is made within minutes.
  static let abandonedAfter: Duration = .seconds(86_400)

  private static let idsAtOnce = 500

  private static func abandoned(in folder: String) throws -> [DatasetID] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    let unfinished = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { DatasetID($0) }
      .filter { UploadedFile.isUnfinished(in: folder, of: $0) }
    guard !unfinished.isEmpty, let now = try timeOfFiles(in: folder) else { return [] }
    return unfinished.filter { id in
      UploadedFile.lastWrite(in: folder, of: id).map { now - Timestamp($0) > abandonedAfter } ?? false
    }
  }

  /// The time by the clock that dates files here, which on a shared file system is not this machine's.
  private static func timeOfFiles(in folder: String) throws -> Timestamp? {
    let probe = folder + "/.probe-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: probe) }
    try Data("now".utf8).write(to: URL(filePath: probe))
    return (try FileManager.default.attributesOfItem(atPath: probe)[.modificationDate] as? Date).map { Timestamp($0) }
  }
}
