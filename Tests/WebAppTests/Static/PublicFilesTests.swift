import Foundation
import Testing

@testable import WebApp

@Suite struct PublicFilesTests {
  private func withFolder(_ names: [String], _ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "public-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in names {
      let url = folder.appending(path: name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(name.utf8).write(to: url)
    }
    try body(folder)
  }

  @Test func filesOfKnownTypesAreReadWithTheirPaths() throws {
    try withFolder(["index.html", "lib/deep/api.js", "notes.md", ".hidden.js", ".git/config.json"]) { folder in
      let files = try PublicFiles(folder: folder)
      #expect(Set(files.files.keys) == ["index.html", "lib/deep/api.js"])
      #expect(files["lib/deep/api.js"]?.contentType == "text/javascript; charset=utf-8")
    }
  }

  @Test func linksAreNotFollowed() throws {
    try withFolder(["index.html"]) { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "link.txt").path, withDestinationPath: "/etc/passwd")
      #expect(Set(try PublicFiles(folder: folder).files.keys) == ["index.html"])
    }
  }

  @Test func aFolderWithoutAPageIsRefused() throws {
    try withFolder(["style.css"]) { folder in
      #expect(throws: StaticError.folderMissing(folder.path)) { try PublicFiles(folder: folder) }
    }
  }

  @Test func thePageThatIsBuiltInIsThere() throws {
    let files = try PublicFiles(folder: PublicFolder.url(configured: nil))
    #expect(files["index.html"] != nil)
  }

  @Test func missingLibrariesAreKnownByName() {
    let list = Site.file("vendor.json", #"{"files":[{"file":"marked.js"},{"file":"plotly.min.js"}]}"#)
    #expect(PublicFiles(files: [list, Site.file("vendor/marked.js", "")]).missingLibraries == ["plotly.min.js"])
    #expect(PublicFiles(files: []).missingLibraries.isEmpty)
  }

  @Test func aVersionChangesWithTheContentAndOnlyThen() {
    #expect(Site.file("a.js", "1").version == Site.file("b.js", "1").version)
    #expect(Site.file("a.js", "1").version != Site.file("a.js", "2").version)
  }
}
