import Foundation

/// The name under which a person uploaded a file: the last part of a path, without control characters. Bounds: 1 to 200
/// characters.
struct DatasetName: Sendable {
  let text: String

  init(_ raw: String) throws(RequestError) {
    let last = raw.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let cleaned = String(
      last.unicodeScalars.filter { !CharacterSet.controlCharacters.contains($0) }.map(Character.init)
    )
    .trimmingCharacters(in: .whitespaces)
    guard (1...200).contains(cleaned.count), cleaned != ".", cleaned != ".." else {
      throw .invalid(field: "name", reason: "a file name must have 1 to 200 characters.")
    }
    text = cleaned
  }
}
