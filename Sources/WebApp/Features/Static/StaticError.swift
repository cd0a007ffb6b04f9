package import Core

/// Why the page's files can't be served.
package enum StaticError: AppError, Equatable {
  case folderMissing(String)
  case tooLarge(String)

  package var code: String {
    switch self {
    case .folderMissing: "static.folder_missing"
    case .tooLarge: "static.too_large"
    }
  }

  package var kind: ErrorKind { .invalidInput }

  package var message: String {
    switch self {
    case .folderMissing(let path):
      "The folder \(path) has no index.html. Set LATCHKEY_PUBLIC to the folder of the page."
    case .tooLarge(let path):
      "The folder \(path) is too large to be the page's. Set LATCHKEY_PUBLIC to the folder of the page."
    }
  }
}
