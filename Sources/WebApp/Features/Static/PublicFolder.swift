package import Foundation

/// Where the page's files are.
package enum PublicFolder {
  /// The folder that the operator names, or the one that was built in.
  package static func url(configured: String?) -> URL {
    configured.map { URL(fileURLWithPath: $0, isDirectory: true) }
      ?? Bundle.module.bundleURL.appending(path: "Public", directoryHint: .isDirectory)
  }
}
