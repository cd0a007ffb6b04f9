import Core
import Storage

/// A data set as the API shows it; the list leaves the preview out.
struct DatasetView: Encodable, Sendable {
  var id: String
  var name: String
  var bytes: Int
  var createdAt: Timestamp
  var profile: JSONValue?

  init(_ row: DatasetRow, withPreview: Bool) {
    id = row.id.rawValue
    name = row.name
    bytes = row.byteCount
    createdAt = row.createdAt
    guard case .object(var members)? = row.profile else { return }
    if !withPreview { members["preview"] = nil }
    profile = .object(members)
  }
}
