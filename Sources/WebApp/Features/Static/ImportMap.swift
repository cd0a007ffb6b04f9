import Core
import Foundation

/// The browser's import map: the name of every module, pointing to the address with its content's hash.
///
/// Own modules are `@/lib/api.js`; a library `vendor/marked.js` is `marked`. The parts of a library import each other
/// by
/// relative addresses, so that those are mapped too; classic scripts (`….min.js`) are no modules and are left out.
struct ImportMap: Sendable, Equatable {
  let imports: [String: String]

  init(of files: PublicFiles) {
    var imports: [String: String] = [:]
    for file in files.files.values where Self.isModule(file.path) {
      imports[Self.name(of: file.path)] = file.versionedAddress
      if file.path.hasPrefix(Self.vendor) { imports["/assets/\(file.path)"] = file.versionedAddress }
    }
    self.imports = imports
  }

  /// The map as the content of a script element; `<` is escaped, so that no file name can end the element.
  var json: String {
    JSONValue.object(["imports": .object(imports.mapValues { .string($0) })])
      .serialized().replacing("<", with: "\\u003c")
  }

  private static let vendor = "vendor/"

  private static func isModule(_ path: String) -> Bool {
    (path.hasSuffix(".js") || path.hasSuffix(".mjs")) && !path.hasSuffix(".min.js")
  }

  static func name(of path: String) -> String {
    guard path.hasPrefix(vendor) else { return "@/\(path)" }
    return String(path.dropFirst(vendor.count).prefix { $0 != "." })
  }
}
