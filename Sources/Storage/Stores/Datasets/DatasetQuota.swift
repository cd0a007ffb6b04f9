/// A number of data sets and of bytes that they take: what a person has, or may have.
package struct DatasetQuota: Hashable, Sendable {
  package var count: Int
  package var bytes: Int

  package init(count: Int, bytes: Int) {
    self.count = count
    self.bytes = bytes
  }

  package static let none = DatasetQuota(count: .max, bytes: .max)
}
