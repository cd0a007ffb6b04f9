/// One program to run, with the one data set that it may read and the limits that it has to keep.
package struct RunRequest: Sendable, Equatable {
  /// Python as it was written; nothing in it is changed.
  package var code: String
  package var dataset: SandboxDataset?
  package var limits: SandboxLimits
  /// On whose behalf the program runs: people who wait get their turns one after the other. Nil for the server itself.
  package var owner: String?

  package init(code: String, dataset: SandboxDataset? = nil, limits: SandboxLimits = .standard, owner: String? = nil) {
    self.code = code
    self.dataset = dataset
    self.limits = limits
    self.owner = owner
  }
}

/// A file of the host that a program gets as `df`, read-only.
///
/// When the server runs as root, programs have a user of their own: the file must then be readable by others
/// (its folder need not be).
package struct SandboxDataset: Sendable, Equatable {
  /// Where the file is on the host.
  package var path: String
  /// Where a program sees the file.
  package static let pathInside = "/data/dataset.csv"

  /// What people call it; never a path.
  package var name: String
  /// A name that Python knows: `utf-8` (with or without a byte order mark), `cp1252`, `utf-16`.
  package var encoding: String
  /// The one character between fields.
  package var delimiter: String

  package init(path: String, name: String, encoding: String = "utf-8", delimiter: String = ",") {
    self.path = path
    self.name = name
    self.encoding = encoding
    self.delimiter = delimiter
  }
}
