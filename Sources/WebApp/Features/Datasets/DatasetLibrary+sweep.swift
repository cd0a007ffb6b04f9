import Core
import Foundation
import NIOPosix
import Storage

extension DatasetLibrary {
  /// Removes the folders of uploads that never became data sets, as after `kill -9`; returns how many.
  ///
  /// Only what is marked as unfinished goes: a folder that this database does not list may be another database's, as
  /// when a server is started once with the wrong one.
  ///
  /// - Parameter before: what was written to later may be an upload on its way, here or at another server.
  @discardableResult
  func sweep(before: Timestamp) async throws -> Int {
    let found = try await NIOThreadPool.singleton.runIfActive { [folder] in
      try Self.folders(in: folder, before: before.date)
    }
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

  private static let idsAtOnce = 500

  private static func folders(in folder: String, before: Date) throws -> [DatasetID] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { DatasetID($0) }.filter { id in
      guard UploadedFile.isUnfinished(in: folder, of: id) else { return false }
      return UploadedFile.lastWritten(in: folder, of: id).map { $0 < before } ?? false
    }
  }
}
