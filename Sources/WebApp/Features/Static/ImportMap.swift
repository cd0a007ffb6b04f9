import Core
import Foundation

/// The browser's import map: every module under its name and its plain address, pointing to the address with its content's hash.
///
/// Own modules are `@/lib/api.js`; a library `vendor/marked.js` is `marked`. Because plain addresses are mapped too,
/// a relative import reaches the same module, once.
struct ImportMap: Sendable, Equatable {
  let imports: [String: String]

  init(of files: PublicFiles) {
    var imports: [String: String] = [:]
    for file in files.files.values where file.path.hasSuffix(".js") || file.path.hasSuffix(".mjs") {
      imports["/assets/\(file.path)"] = file.versionedAddress
      imports[Self.name(of: file.path)] = file.versionedAddress
    }
    self.imports = imports
  }

  /// The map as the content of a script element; `<` is escaped, so that no file name can end the element.
  var json: String {
    JSONValue.object(["imports": .object(imports.mapValues { .string($0) })])
      .serialized().replacing("<", with: "\\u003c")
  }

  static func name(of path: String) -> String {
    guard path.hasPrefix("vendor/") else { return "@/\(path)" }
    let file = path.dropFirst("vendor/".count)
    return String(file.prefix { $0 != "." })
  }
}
