import Foundation

/// Tells whether another process has a SQLite file open.
///
/// A connection in WAL mode holds a read lock on the bytes of the file that SQLite's file format sets aside for it
/// (https://www.sqlite.org/fileformat2.html#the_lock_byte_page). POSIX drops all locks of a process on a file when the
/// process closes any descriptor of it: so this is made before the file is opened as a database, and kept until after.
final class FileUse: Sendable {
  private static let firstShared = 0x4000_0002
  private static let sharedCount = 510
  private let descriptor: Int32

  /// - Throws: `StorageError.unavailable` when the file can't be opened.
  init(path: String) throws(StorageError) {
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unavailable(reason: "the file can't be opened for writing") }
  }

  deinit { close(descriptor) }

  /// A process that has the database open; nil when there is none but this one.
  var process: Int32? {
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = Self.firstShared
    lock.l_len = Self.sharedCount
    guard fcntl(descriptor, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK) else { return nil }
    return lock.l_pid
  }
}
