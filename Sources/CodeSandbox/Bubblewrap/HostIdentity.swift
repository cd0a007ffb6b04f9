import Foundation

/// Who the server is on this machine, and what that means for a data set's file.
enum HostIdentity {
  static var isRoot: Bool { geteuid() == 0 }

  /// The real path of a data set that the program's user will be able to read.
  static func readablePath(of dataset: SandboxDataset, isRoot: Bool) throws(SandboxError) -> String {
    let path = URL(filePath: dataset.path).resolvingSymlinksInPath().path(percentEncoded: false)
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      attributes[.type] as? FileAttributeType == .typeRegular,
      let permissions = attributes[.posixPermissions] as? Int,
      isRoot ? permissions & 0o004 != 0 : FileManager.default.isReadableFile(atPath: path)
    else { throw .datasetUnreadable(name: dataset.name) }
    return path
  }
}
