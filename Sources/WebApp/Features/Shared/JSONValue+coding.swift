import Core
import Foundation

extension JSONValue {
  /// A value as its own `Codable` form says, with snake case where the type says so itself.
  init(encoding value: some Encodable) throws {
    try self.init(parsing: JSONEncoder().encode(value))
  }

  func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(serialized().utf8))
  }
}
