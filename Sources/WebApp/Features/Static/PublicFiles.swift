import Core
import Crypto
package import Foundation
import Hummingbird

/// The page's files, read once when the server starts: small enough to stay in memory, and no request ever names a path
/// of the disk.
package struct PublicFiles: Sendable {
  package let files: [String: PublicFile]

  /// The most that is read, in bytes, so that a wrong folder is noticed.
  package static let largestTotal = 128 * 1_048_576

  package init(files: [PublicFile]) {
    self.files = Dictionary(files.map { ($0.path, $0) }) { _, last in last }
  }

  /// Libraries that `vendor.json` lists and that are not there: without them the page stays empty. `make vendor` brings
  /// them.
  package var missingLibraries: [String] {
    guard let list = files["vendor.json"], let json = try? JSONValue(parsing: String(buffer: list.content)) else {
      return []
    }
    let names = json["files"]?.arrayValue?.compactMap { $0["file"]?.stringValue } ?? []
    return names.filter { files["vendor/\($0)"] == nil }
  }

  package subscript(path: String) -> PublicFile? { files[path] }

  /// Reads every file of known type below `folder`; hidden files and links are left out. Throws `StaticError`.
  package init(folder: URL) throws {
    let keys: [URLResourceKey] = [.isRegularFileKey, .isSymbolicLinkKey, .fileSizeKey]
    let root = folder.resolvingSymlinksInPath()
    guard
      let walk = FileManager.default.enumerator(at: root, includingPropertiesForKeys: keys, options: .skipsHiddenFiles)
    else { throw StaticError.folderMissing(folder.path) }
    var found: [PublicFile] = []
    var total = 0
    for case let url as URL in walk {
      guard try url.resourceValues(forKeys: Set(keys)).isPlainFile, let type = ContentTypes.type(of: url.pathExtension)
      else { continue }
      let data = try Data(contentsOf: url)
      total += data.count
      guard total <= Self.largestTotal else { throw StaticError.tooLarge(folder.path) }
      found.append(PublicFile(path: Self.path(of: url, below: root), contentType: type, data: data))
    }
    guard found.contains(where: { $0.path == "index.html" }) else { throw StaticError.folderMissing(folder.path) }
    self.init(files: found)
  }

  private static func path(of url: URL, below root: URL) -> String {
    url.resolvingSymlinksInPath().pathComponents.dropFirst(root.pathComponents.count).joined(separator: "/")
  }
}

extension PublicFile {
  package init(path: String, contentType: String, data: Data) {
    let digest = SHA256.hash(data: data).prefix(8).map { String(format: "%02x", $0) }.joined()
    self.init(path: path, contentType: contentType, content: ByteBuffer(bytes: data), version: digest)
  }
}

extension URLResourceValues {
  fileprivate var isPlainFile: Bool { isRegularFile == true && isSymbolicLink != true }
}
