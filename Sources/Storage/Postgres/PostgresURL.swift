import Foundation

/// Where a PostgreSQL server is and how to speak to it: `postgresql://user@host/database?sslmode=verify-full…` with
/// every connection option that libpq knows. It holds a password, perhaps: its description names host and database only.
package struct PostgresURL: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
  let text: String

  /// - Throws: `StorageError.invalidLocation` for anything but a `postgres:` or `postgresql:` URL.
  package init(_ text: String) throws(StorageError) {
    guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://"), !text.utf8.contains(0) else {
      throw .invalidLocation
    }
    self.text = text
  }

  package var description: String {
    let parts = URLComponents(string: text)
    return "postgresql://\(parts?.host ?? "")\(parts?.path ?? "")"
  }

  package var debugDescription: String { description }
}
