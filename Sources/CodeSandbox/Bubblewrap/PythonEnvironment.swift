import Foundation

/// What has to be visible inside the sandbox for an interpreter to start, and its path there.
struct PythonEnvironment: Equatable {
  struct Mount: Equatable {
    let source: String
    let destination: String
  }

  /// The interpreter's path inside.
  let executable: String
  /// Folders beyond `/usr` and its companions.
  let mounts: [Mount]

  /// A virtual environment is always seen at this path, wherever it is on the host.
  static let virtualEnvironment = "/venv"

  /// Follows a virtual environment to the installation that it was made from.
  init(python: String) throws(SandboxError) {
    let path = URL(filePath: python).standardizedFileURL.path(percentEncoded: false)
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw .toolMissing(name: "the Python environment (\(python))", install: SandboxConfiguration.pythonInstallation)
    }
    let resolved = Self.resolvingLinks(path)
    let prefix = Self.parent(Self.parent(path))
    guard let home = Self.home(ofVirtualEnvironment: prefix) else {
      executable = resolved
      mounts = try Self.installations([Self.parent(Self.parent(resolved))])
      return
    }
    executable = Self.virtualEnvironment + "/bin/" + URL(filePath: path).lastPathComponent
    let base = Self.parent(home)
    let installations = [base, Self.resolvingLinks(base), Self.parent(Self.parent(resolved))]
    mounts =
      try [Mount(source: prefix, destination: Self.virtualEnvironment)]
      + Self.installations(installations.filter { $0 != prefix })
  }

  /// The folders, once each, that the system's own do not contain.
  private static func installations(_ folders: [String]) throws(SandboxError) -> [Mount] {
    var mounts: [Mount] = []
    for folder in folders where !isSystem(folder) && !mounts.contains(where: { $0.source == folder }) {
      // A folder right below the root, such as a home, holds more than an interpreter.
      guard folder.split(separator: "/").count >= 2 else {
        throw .pythonIncomplete(reason: "\(folder) is too wide a folder to show to a program; use another interpreter.")
      }
      mounts.append(Mount(source: folder, destination: folder))
    }
    return mounts
  }

  private static func isSystem(_ folder: String) -> Bool {
    folder == "/" || folder == "/usr" || folder.hasPrefix("/usr/")
  }

  private static func home(ofVirtualEnvironment prefix: String) -> String? {
    guard let text = try? String(contentsOfFile: prefix + "/pyvenv.cfg", encoding: .utf8) else { return nil }
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      if parts.count == 2, parts[0] == "home" { return parts[1] }
    }
    return nil
  }

  private static func parent(_ path: String) -> String {
    let parent = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
    return parent.count > 1 && parent.hasSuffix("/") ? String(parent.dropLast()) : parent
  }

  private static func resolvingLinks(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
  }
}
