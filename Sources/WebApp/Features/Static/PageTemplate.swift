import Foundation

/// An HTML file of the page whose addresses carry content hashes; the import map is put in with each answer's nonce.
struct PageTemplate: Sendable {
  private let beforeMap: String
  private let afterMap: String
  private let importMap: String?

  /// Where the import map goes in `index.html`.
  static let placeholder = "<!-- import-map -->"

  init(_ html: String, files: PublicFiles) {
    let versioned = Self.versioned(html, files: files)
    if let place = versioned.range(of: Self.placeholder) {
      beforeMap = String(versioned[..<place.lowerBound])
      afterMap = String(versioned[place.upperBound...])
      importMap = ImportMap(of: files).json
    } else {
      beforeMap = versioned
      afterMap = ""
      importMap = nil
    }
  }

  func render(nonce: String) -> String {
    guard let importMap else { return beforeMap }
    return "\(beforeMap)<script type=\"importmap\" nonce=\"\(nonce)\">\(importMap)</script>\(afterMap)"
  }

  /// Puts the content's hash on every `/assets/…` address in an attribute, so that it can be cached for good.
  private static func versioned(_ html: String, files: PublicFiles) -> String {
    html.replacing(/(src|href)="\/assets\/([^"?#]+)"/) { match in
      guard let file = files[String(match.output.2)] else { return String(match.output.0) }
      return "\(match.output.1)=\"\(file.versionedAddress)\""
    }
  }
}
