extension Migration {
  /// Which master keys servers seal under, so that one with another key is noticed when it starts.
  static let masterKeys = Migration(
    number: 7, name: "master_keys",
    portable: [
      """
      CREATE TABLE master_keys (
        name text NOT NULL PRIMARY KEY,
        mark bytea NOT NULL,
        seals_until bigint NOT NULL)
      """
    ])
}
