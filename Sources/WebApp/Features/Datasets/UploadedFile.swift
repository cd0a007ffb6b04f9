import Core
import Foundation
import NIOCore
import Synchronization

/// One uploaded file on disk, in a folder of its own, mode 0700.
///
/// The folder keeps other users of the machine out; the file itself may be read by all, since the sandbox reads it as
/// another user.
final class UploadedFile: Sendable {
  let path: String
  private let handle: Mutex<FileHandle?>

  /// Makes the folder and an empty file.
  init(folder: String, id: DatasetID) throws {
    let own = folder + "/" + id.rawValue
    try FileManager.default.createDirectory(
      atPath: own, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    path = Self.path(in: folder, of: id)
    guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o644]) else {
      throw CocoaError(.fileWriteUnknown)
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

  /// Removes the file and its folder.
  func remove() throws {
    try FileManager.default.removeItem(at: URL(filePath: path).deletingLastPathComponent())
  }
}
