import Core
import Foundation
import Testing

/// One recorded call of a real provider: what was answered, as it was received.
struct Recording: Sendable, CustomTestStringConvertible {
  let name: String
  let provider: Provider
  let isStream: Bool
  let status: Int
  let body: Data

  var testDescription: String { name }

  /// All recordings of the folder that `LATCHKEY_RECORDINGS` names; none when there is no such folder, which is said in
  /// one line.
  static let all: [Recording] = {
    let folder = ProcessInfo.processInfo.environment["LATCHKEY_RECORDINGS"] ?? packageRoot + "/../shared/recordings"
    guard let files = FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }), !files.isEmpty
    else {
      print("No recordings in \(folder) (LATCHKEY_RECORDINGS): only the project's own fixtures are tested.")
      return []
    }
    return files.filter { $0.hasSuffix(".json") }.sorted().compactMap { load(folder + "/" + $0, name: $0) }
  }()

  private static let packageRoot: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return url.path
  }()

  private static func load(_ path: String, name: String) -> Recording? {
    guard let data = FileManager.default.contents(atPath: path),
      let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let provider = (json["provider"] as? String).flatMap(Provider.init(rawValue:)), let body = json["body"] as? String
    else { return nil }
    return Recording(
      name: name, provider: provider, isStream: json["stream"] as? Bool ?? false, status: json["status"] as? Int ?? 200,
      body: Data(body.utf8))
  }
}
