package import Core

/// What was found in a data set; nothing in it was changed. Coded as the HTTP API shows it.
package struct DatasetProfile: Sendable, Codable, Equatable {
  package var rows: Int
  package var columns: Int
  /// By Python's name; `utf-8` also stands for UTF-8 with a byte order mark.
  package var encoding: String
  package var delimiter: String
  package var hasBOM: Bool
  /// What was assumed or is worth knowing, in sentences for people.
  package var notes: [String]
  package var columnProfiles: [ColumnProfile]
  package var preview: DatasetPreview

  package init(
    rows: Int, columns: Int, encoding: String = "utf-8", delimiter: String = ",", hasBOM: Bool = false,
    notes: [String] = [], columnProfiles: [ColumnProfile] = [], preview: DatasetPreview = DatasetPreview()
  ) {
    self.rows = rows
    self.columns = columns
    self.encoding = encoding
    self.delimiter = delimiter
    self.hasBOM = hasBOM
    self.notes = notes
    self.columnProfiles = columnProfiles
    self.preview = preview
  }

  private enum CodingKeys: String, CodingKey {
    case rows, columns, encoding, delimiter, notes, preview
    case hasBOM = "has_bom"
    case columnProfiles = "column_profiles"
  }
}

/// One column, under the name that it has in `df`.
package struct ColumnProfile: Sendable, Codable, Equatable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    case integer, number, text, boolean, date, datetime, empty
  }

  package var name: String
  package var type: Kind
  package var missing: Int
  package var distinct: Int
  /// A number, or an ISO 8601 date; nil for texts.
  package var min: JSONValue?
  package var max: JSONValue?
  package var mean: JSONValue?
  /// The first few different values.
  package var examples: [JSONValue]

  package init(
    name: String, type: Kind, missing: Int = 0, distinct: Int = 0, min: JSONValue? = nil, max: JSONValue? = nil,
    mean: JSONValue? = nil, examples: [JSONValue] = []
  ) {
    self.name = name
    self.type = type
    self.missing = missing
    self.distinct = distinct
    self.min = min
    self.max = max
    self.mean = mean
    self.examples = examples
  }
}

/// The first rows as the texts that stand in the file.
package struct DatasetPreview: Sendable, Codable, Equatable {
  package var columns: [String]
  package var rows: [[String]]

  package init(columns: [String] = [], rows: [[String]] = []) {
    self.columns = columns
    self.rows = rows
  }
}
