import Core
import Foundation
import HTTPTypes
import NIOCore
import Storage
import TestSupport
import Testing

@testable import WebApp

@Suite struct DatasetQuotaTests {
  private func keep(_ count: Int, bytes: Int, of user: User, on site: WholeSite) async throws {
    for _ in 0..<count {
      try await DatasetStore(database: site.database).create(
        DatasetRow(user: user.id, name: "old.csv", byteCount: bytes, path: "/nowhere", createdAt: site.clock.now))
    }
  }

  private func folders(of site: WholeSite) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: site.folder + "/datasets")) ?? []
  }

  @Test func oneDataSetTooManyIsRefusedBeforeItIsRead() async throws {
    try await WholeSite.with({ $0.datasetsPerPerson = 2 }) { site in
      let (ada, user) = try await site.signedIn("ada@example.org")
      try await keep(2, bytes: 1, of: user, on: site)
      let answer = try await ada.send(.post, "/api/datasets?name=a.csv", text: "a,b\n1,2\n")
      #expect(answer.status == 409 && answer.code == "dataset.quota")
      #expect(folders(of: site).isEmpty)
    }
  }

  @Test func whatTakesMoreRoomThanIsLeftIsRefusedAndLeavesNothingBehind() async throws {
    try await WholeSite.with({ $0.datasetSpaceBytes = 100 }) { site in
      let (ada, user) = try await site.signedIn("ada@example.org")
      try await keep(1, bytes: 95, of: user, on: site)
      let answer = try await ada.send(.post, "/api/datasets?name=a.csv", text: "a,b\n1,2\n")
      #expect(answer.status == 413 && answer.code == "dataset.quota")
      #expect(folders(of: site).isEmpty)
    }
  }

  @Test func theRoomOfAPersonIsTenLargestUploadsUnlessTheOperatorSaysOtherwise() {
    var configuration = AppConfiguration()
    configuration.uploadLimitBytes = 7_000_000
    #expect(configuration.datasetQuota == DatasetQuota(count: 50, bytes: 70_000_000))
    configuration.datasetSpaceBytes = 1
    #expect(configuration.datasetQuota.bytes == 1)
  }

  /// Makes an upload look as if nobody had written to it for so long.
  private func age(_ id: DatasetID, in library: DatasetLibrary, by age: Duration) throws {
    let written = Date(timeIntervalSinceNow: -(age / .seconds(1)))
    for path in [UploadedFile.path(in: library.folder, of: id), library.folder + "/" + id.rawValue] {
      try FileManager.default.setAttributes([.modificationDate: written], ofItemAtPath: path)
    }
  }

  private static let old = DatasetLibrary.abandonedAfter + .seconds(60)
  private static let young = DatasetLibrary.abandonedAfter - .seconds(60)

  /// Folders are found on disk, so that what `kill -9` left of an upload is found too.
  @Test func abandonedUploadsAreRemovedAndNothingElse() async throws {
    try await WholeSite.with { site in
      let (_, user) = try await site.signedIn("ada@example.org")
      let library = site.services.library
      let (kept, underWay, abandoned) = (DatasetID(), DatasetID(), DatasetID())
      for id in [kept, underWay, abandoned] { try UploadedFile(folder: library.folder, id: id).close() }
      try await library.store.create(
        DatasetRow(id: kept, user: user.id, name: "a", byteCount: 1, path: "/nowhere", createdAt: site.clock.now))
      #expect(try await library.sweep() == 0)
      try age(kept, in: library, by: Self.old)
      try age(underWay, in: library, by: Self.young)
      try age(abandoned, in: library, by: Self.old)
      #expect(try await library.sweep() == 1)
      #expect(Set(folders(of: site)) == [kept.rawValue, underWay.rawValue])
    }
  }

  /// Another server may have begun the upload a day ago and still be writing.
  @Test func anUploadThatGrowsIsNotAbandoned() async throws {
    try await WholeSite.with { site in
      let library = site.services.library
      let id = DatasetID()
      let file = try UploadedFile(folder: library.folder, id: id)
      try age(id, in: library, by: Self.old)
      try file.append(ByteBuffer(string: "a,b\n"))
      #expect(try await library.sweep() == 0)
      try file.close()
    }
  }

  /// A server that is started once with the wrong database must not take everybody's data away.
  @Test func dataSetsThatThisDatabaseDoesNotKnowAreKept() async throws {
    try await WholeSite.with { site in
      let library = site.services.library
      let id = DatasetID()
      let file = try UploadedFile(folder: library.folder, id: id)
      try file.close()
      try file.finish()
      try age(id, in: library, by: Self.old)
      #expect(try await library.sweep() == 0)
      #expect(folders(of: site) == [id.rawValue])
    }
  }

  @Test func whatAGuestUploadedGoesAfterTheSession() async throws {
    try await WholeSite.with { site in
      let guest = Browser(site.client)
      try await guest.send(.post, "/api/auth/guest", json: [:])
      let user = try #require(try await site.users.list().first)
      let library = site.services.library
      let id = DatasetID()
      let file = try UploadedFile(folder: library.folder, id: id)
      try file.close()
      try await library.store.create(
        DatasetRow(id: id, user: user.id, name: "a", byteCount: 1, path: file.path, createdAt: site.clock.now))
      site.clock.advance(by: .seconds(7200))
      await site.services.housekeeping.cleanUp()
      #expect(folders(of: site) == [id.rawValue])
      try await guest.send(.post, "/api/auth/sign-out", json: [:])
      await site.services.housekeeping.cleanUp()
      #expect(folders(of: site).isEmpty)
      #expect(try await library.store.list(of: user.id).isEmpty)
    }
  }
}
