/// The engine behind a database, for the few statements that can't be the same text on both.
package enum Dialect: String, Sendable, CaseIterable {
  case sqlite, postgres
}
