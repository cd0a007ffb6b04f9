package import CodeSandbox

/// A data set that a question is about: its file, its name and what is known of it.
package struct AnalystDataset: Sendable, Equatable {
  /// Where the file is on the host.
  package var path: String
  package var name: String
  package var profile: DatasetProfile

  package init(path: String, name: String, profile: DatasetProfile) {
    self.path = path
    self.name = name
    self.profile = profile
  }

  /// The file as programs get it.
  package var sandboxed: SandboxDataset {
    SandboxDataset(path: path, name: name, encoding: profile.encoding, delimiter: profile.delimiter)
  }
}
