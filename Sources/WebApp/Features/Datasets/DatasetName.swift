import Foundation

/// The name under which a person uploaded a file: the last part of a path, without invisible characters. Bounds: 1 to
/// 200 characters and 800 bytes.
struct DatasetName: Sendable {
  let text: String

  init(_ raw: String) throws(RequestError) {
    let last = raw.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let cleaned = String(
      last.unicodeScalars.filter(VisibleText.isVisible).map(Character.init)
    )
    .trimmingCharacters(in: .whitespaces)
    guard !cleaned.isEmpty, VisibleText.fits(cleaned, characters: 200), cleaned != ".", cleaned != ".." else {
      throw .invalid(field: "name", reason: "a file name must have 1 to 200 characters.")
    }
    text = cleaned
  }
}
