import Analyst
import Core
import Foundation
import Hummingbird
import NIOCore
import Storage

/// A person's data sets: upload, list, read with profile and preview, remove.
struct DatasetsController: Sendable {
  let library: DatasetLibrary
  /// A data set that comes with the program, for the demo.
  let sample: SampleFile?

  var endpoints: RouteCollection<LatchkeyRequestContext> {
    let routes = RouteCollection(context: LatchkeyRequestContext.self)
    let group = routes.group("/api/datasets")
    group.get(use: list)
    group.post(use: upload)
    group.post("sample", use: addSample)
    group.get("{id}", use: read)
    group.delete("{id}", use: delete)
    return routes
  }

  struct ListView: Encodable, Sendable { var datasets: [DatasetView] }
  struct OneView: Encodable, Sendable { var dataset: DatasetView }

  @Sendable private func list(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let user = try context.requireIdentity().user.id
    let rows = try await library.store.list(of: user)
    return try JSONBodyEncoder.response(ListView(datasets: rows.map { DatasetView($0, withPreview: false) }))
  }

  /// The body is the file as it is; `?name=` names it.
  @Sendable private func upload(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let user = try context.requireIdentity().user.id
    let name = try DatasetName(request.uri.queryParameters["name"].map(String.init) ?? "data.csv")
    let length = request.headers[.contentLength].flatMap { Int($0) }
    let row = try await library.add(request.body, declaredLength: length, name: name, of: user)
    return try JSONBodyEncoder.response(OneView(dataset: DatasetView(row, withPreview: true)), status: .created)
  }

  /// Adds the sample data set of the demo to the person's own.
  @Sendable private func addSample(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let user = try context.requireIdentity().user.id
    guard let sample else { throw NotFound.dataset }
    let body = RequestBody(buffer: ByteBuffer(string: sample.text))
    let row = try await library.add(body, declaredLength: nil, name: DatasetName(sample.name), of: user)
    return try JSONBodyEncoder.response(OneView(dataset: DatasetView(row, withPreview: true)), status: .created)
  }

  @Sendable private func read(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let user = try context.requireIdentity().user.id
    guard let id: DatasetID = context.pathID("id"), let row = try await library.store.dataset(id, of: user) else {
      throw NotFound.dataset
    }
    return try JSONBodyEncoder.response(OneView(dataset: DatasetView(row, withPreview: true)))
  }

  @Sendable private func delete(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let user = try context.requireIdentity().user.id
    guard let id: DatasetID = context.pathID("id"), let row = try await library.store.dataset(id, of: user) else {
      throw NotFound.dataset
    }
    try await library.remove(row)
    return Response(status: .noContent)
  }
}
