import Foundation

/// The file in the data folder that holds the master keys when the operator sets none: made once, mode 0600.
package enum MasterKeyFile {
  package static let name = "master.key"

  /// Reads the ring in `folder`, or makes it. Two servers that start together agree on one ring: the file is linked
  /// into place and the loser reads it.
  package static func load(inFolder folder: String) throws(KeyRingError) -> KeyRing {
    let path = folder + "/" + name
    if let text = try read(path) { return try KeyRing(parsing: text) }
    try create(KeyRing.generated().fileText(), at: path)
    guard let text = try read(path) else { throw .fileUnreadable(path: path) }
    return try KeyRing(parsing: text)
  }

  private static func read(_ path: String) throws(KeyRingError) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    guard status.st_mode & 0o077 == 0 else { throw .fileTooOpen(path: path) }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw .fileUnreadable(path: path) }
    return text
  }

  private static func create(_ text: String, at path: String) throws(KeyRingError) {
    let draft = path + "." + UUID().uuidString
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw .fileUnreadable(path: path) }
    let bytes = Array(text.utf8)
    let written = write(descriptor, bytes, bytes.count)
    let synced = fsync(descriptor)
    close(descriptor)
    defer { unlink(draft) }
    guard written == bytes.count, synced == 0 else { throw .fileUnreadable(path: path) }
    // link() refuses to replace a file that another server has just put there.
    guard link(draft, path) == 0 || errno == EEXIST else { throw .fileUnreadable(path: path) }
  }
}
