import Foundation

/// Where a database is.
package enum DatabaseLocation: Hashable, Sendable {
  /// A file; it is made when there is none, and its folder must exist.
  case sqlite(path: String)
  /// Gone with the process; for tests.
  case inMemory
  case postgres(PostgresURL)

  /// - Parameter url: `sqlite:/absolute/path`, `sqlite:relative/path`, `sqlite:///absolute/path`, `sqlite::memory:`, or
  ///   `postgresql://…` with libpq's options.
  package init(url: String) throws(StorageError) {
    if url.hasPrefix("postgres") {
      self = .postgres(try PostgresURL(url))
      return
    }
    let scheme = "sqlite:"
    guard url.hasPrefix(scheme) else { throw .invalidLocation }
    var path = url.dropFirst(scheme.count)
    if path == ":memory:" {
      self = .inMemory
      return
    }
    if path.hasPrefix("//") { path = path.dropFirst(2) }
    guard !path.isEmpty, !path.utf8.contains(0), path != "/" else { throw .invalidLocation }
    self = .sqlite(path: String(path))
  }
}

extension DatabaseLocation: CustomStringConvertible {
  /// For people: the file's whole path, or the server's address without user and password.
  package var description: String {
    switch self {
    case .sqlite(let path): URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    case .inMemory: "memory"
    case .postgres(let url): url.description
    }
  }
}
