import Core
import Foundation
import HTTPTypes
import Logging
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

  /// Folders are found on disk, so that what `kill -9` left of an upload is found too.
  @Test func aStartRemovesInterruptedUploadsAndNothingElse() async throws {
    try await WholeSite.with { site in
      let (_, user) = try await site.signedIn("ada@example.org")
      let library = site.services.library
      let kept = DatasetID()
      for id in [kept, DatasetID()] { try UploadedFile(folder: library.folder, id: id).close() }
      try await library.store.create(
        DatasetRow(id: kept, user: user.id, name: "a", byteCount: 1, path: "/nowhere", createdAt: site.clock.now))
      #expect(try await library.sweep(before: Timestamp(milliseconds: 0)) == 0)
      #expect(try await library.sweep(before: Timestamp(Date.distantFuture)) == 1)
      #expect(folders(of: site) == [kept.rawValue])
    }
  }

  /// Another server may be receiving it: its own start or hour must not take the file away under its hands.
  @Test func anUploadThatIsWrittenToIsNotSweptAwayByAnotherServer() async throws {
    try await WholeSite.with { site in
      let library = site.services.library
      let (under, given) = (DatasetID(), DatasetID())
      let anHourAgo = Date().addingTimeInterval(-3600)
      for id in [under, given] {
        let file = try UploadedFile(folder: library.folder, id: id)
        try file.close()
        for place in [file.path, library.folder + "/" + id.rawValue] {
          try FileManager.default.setAttributes([.modificationDate: anHourAgo], ofItemAtPath: place)
        }
      }
      try FileManager.default.setAttributes(
        [.modificationDate: Date()], ofItemAtPath: UploadedFile.path(in: library.folder, of: under))
      #expect(try await library.sweep(before: Timestamp(Date().addingTimeInterval(-60))) == 1)
      #expect(folders(of: site) == [under.rawValue])
    }
  }

  @Test func housekeepingLeavesTheUploadsOfTheLastHourAlone() async throws {
    try await WholeSite.with { site in
      let library = site.services.library
      let (young, old) = (DatasetID(), DatasetID())
      for (id, age) in [(young, 1800.0), (old, 7200.0)] {
        let file = try UploadedFile(folder: library.folder, id: id)
        try file.close()
        for place in [file.path, library.folder + "/" + id.rawValue] {
          let written = site.clock.now.date.addingTimeInterval(-age)
          try FileManager.default.setAttributes([.modificationDate: written], ofItemAtPath: place)
        }
      }
      let housekeeping = Housekeeping(
        database: site.database, library: library, clock: site.clock.wallClock, logger: Logger(label: "test"))
      await housekeeping.cleanUp()
      #expect(folders(of: site) == [young.rawValue])
    }
  }

  /// A server that is started once with the wrong database must not take everybody's data away.
  @Test func aStartKeepsDataSetsThatThisDatabaseDoesNotKnow() async throws {
    try await WholeSite.with { site in
      let library = site.services.library
      let id = DatasetID()
      let file = try UploadedFile(folder: library.folder, id: id)
      try file.close()
      try file.finish()
      #expect(try await library.sweep(before: Timestamp(Date.distantFuture)) == 0)
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
