import Core
import Foundation
import NIOCore
import Synchronization

/// One uploaded file on disk, in a folder of its own, mode 0700.
///
/// The folder keeps other users of the machine out; the file itself may be read by all, since the sandbox reads it as
/// another user. A mark beside it says that the upload is under way, until `finish` takes it away: what lacks a row in
/// the database may belong to another database, but what bears the mark was never anybody's data set.
final class UploadedFile: Sendable {
  let path: String
  private let handle: Mutex<FileHandle?>

  private static let mark = "unfinished"

  /// Makes the folder, the mark and an empty file.
  init(folder: String, id: DatasetID) throws {
    let own = folder + "/" + id.rawValue
    try FileManager.default.createDirectory(
      atPath: own, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    path = Self.path(in: folder, of: id)
    for file in [own + "/" + Self.mark, path] {
      guard FileManager.default.createFile(atPath: file, contents: nil, attributes: [.posixPermissions: 0o644]) else {
        throw CocoaError(.fileWriteUnknown)
      }
    }
    handle = Mutex(try FileHandle(forWritingTo: URL(filePath: path)))
  }

  static func path(in folder: String, of id: DatasetID) -> String { folder + "/" + id.rawValue + "/data" }

  /// A file that is there already.
  init(existing path: String) {
    self.path = path
    handle = Mutex(nil)
  }

  /// Blocks: call it on a thread pool.
  func append(_ chunk: ByteBuffer) throws {
    try handle.withLock { try $0?.write(contentsOf: Data(chunk.readableBytesView)) }
  }

  /// Blocks until the bytes are on disk.
  func close() throws {
    try handle.withLock { handle in
      try handle?.synchronize()
      try handle?.close()
      handle = nil
    }
  }

  /// Whether the upload never became a data set.
  static func isUnfinished(in folder: String, of id: DatasetID) -> Bool {
    FileManager.default.fileExists(atPath: folder + "/" + id.rawValue + "/" + mark)
  }

  /// When the file or its folder was last written to; nil when neither can be read.
  static func lastWrite(in folder: String, of id: DatasetID) -> Date? {
    let own = folder + "/" + id.rawValue
    return [own, own + "/data"].compactMap { path in
      (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }.max()
  }

  /// Takes the mark away, once the data set is listed.
  func finish() throws { try FileManager.default.removeItem(at: ownFolder.appending(path: Self.mark)) }

  /// Removes the file and its folder.
  func remove() throws { try FileManager.default.removeItem(at: ownFolder) }

  private var ownFolder: URL { URL(filePath: path).deletingLastPathComponent() }
}
