extension APIRoute {
  private static let uploadErrors = [
    "dataset.too_large", "dataset.empty", "dataset.binary", "dataset.ragged", "dataset.too_many_columns",
    "dataset.unreadable",
  ]

  static let datasets: [APIRoute] = [
    APIRoute(
      "POST", "/api/datasets", "datasets", "Upload a data set as the raw bytes of the file; answers with its profile.",
      query: ["name"], body: .file, answer: .json(201, .fields("dataset!: object")), errors: uploadErrors),
    APIRoute(
      "POST", "/api/datasets/sample", "datasets", "Add the sample data set, where the server has one (the demo).",
      answer: .json(201, .fields("dataset!: object"))),
    APIRoute(
      "GET", "/api/datasets", "datasets", "Own data sets, without previews.",
      answer: .json(200, .fields("datasets!: array"))),
    APIRoute(
      "GET", "/api/datasets/{id}", "datasets", "One data set with profile and preview.",
      answer: .json(200, .fields("dataset!: object"))),
    APIRoute("DELETE", "/api/datasets/{id}", "datasets", "Remove a data set.", answer: .nothing(204)),
  ]
}
