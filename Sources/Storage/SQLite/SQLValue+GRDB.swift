import Foundation
import GRDB

extension SQLValue {
  init(_ value: DatabaseValue) {
    self =
      switch value.storage {
      case .null: .null
      case .int64(let number): .integer(number)
      case .double(let number): .real(number)
      case .string(let text): .text(text)
      case .blob(let data): .bytes(Array(data))
      }
  }

  var databaseValue: DatabaseValue {
    get throws(StorageError) {
      switch self {
      case .null: return .null
      case .integer(let number): return number.databaseValue
      case .real(let number): return number.databaseValue
      case .text(let text):
        guard !text.utf8.contains(0) else { throw .invalidText }
        return text.databaseValue
      case .bytes(let bytes): return Data(bytes).databaseValue
      }
    }
  }
}
