/// The types of file that the page consists of; a file of another type is not served.
enum ContentTypes {
  static func type(of fileExtension: String) -> String? { types[fileExtension.lowercased()] }

  private static let types = [
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "webmanifest": "application/manifest+json",
    "txt": "text/plain; charset=utf-8",
  ]
}
