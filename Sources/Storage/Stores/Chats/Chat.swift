package import Core

/// A conversation about, perhaps, a data set.
package struct Chat: Hashable, Sendable {
  package let id: ChatID
  package let user: UserID
  package let title: String
  package let dataset: DatasetID?
  package let createdAt: Timestamp
  /// When it was last written to, renamed or given another data set.
  package let updatedAt: Timestamp

  package init(
    id: ChatID = ChatID(), user: UserID, title: String, dataset: DatasetID? = nil, createdAt: Timestamp,
    updatedAt: Timestamp? = nil
  ) {
    self.id = id
    self.user = user
    self.title = title
    self.dataset = dataset
    self.createdAt = createdAt
    self.updatedAt = updatedAt ?? createdAt
  }
}
