import Foundation

/// The file with the operator's settings, which holds keys.
enum EnvironmentFile {
  /// What to tell the operator when others on the machine may read the file; nil when they can't, or there is none.
  static func warning(at path: String) -> String? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue, mode & 0o077 != 0 else { return nil }
    return "Other users of this machine may use \(path), which holds keys: run `chmod 600 \(path)`."
  }
}
