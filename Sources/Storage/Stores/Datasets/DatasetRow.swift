package import Core

/// A data set that a person uploaded; its bytes are a file beside the database.
package struct DatasetRow: Hashable, Sendable {
  package let id: DatasetID
  package let user: UserID
  /// The name of the uploaded file, as the person knows it.
  package let name: String
  package let byteCount: Int
  /// Where the file is, as the server knows it; never shown.
  package let path: String
  /// What was found out about the columns; nil until it has been profiled.
  package let profile: JSONValue?
  package let createdAt: Timestamp

  package init(
    id: DatasetID = DatasetID(), user: UserID, name: String, byteCount: Int, path: String, profile: JSONValue? = nil,
    createdAt: Timestamp
  ) {
    self.id = id
    self.user = user
    self.name = name
    self.byteCount = byteCount
    self.path = path
    self.profile = profile
    self.createdAt = createdAt
  }
}
