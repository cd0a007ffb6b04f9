/// What a table holds, in a few numbers that don't depend on the order of its rows: equal tallies on both sides prove
/// that every row arrived as it was.
package struct TableTally: Hashable, Sendable {
  package let table: String
  package private(set) var rows: Int64 = 0
  /// The sums of amounts and counts, by column.
  package private(set) var sums: [Sum]
  /// A sum over fingerprints (FNV-1a, 64 bits, mixed) of all rows.
  package private(set) var contents: UInt64 = 0
  private let summed: [Int]

  package struct Sum: Hashable, Sendable {
    package let column: String
    package fileprivate(set) var total: Int128
  }

  init(of table: TableShape) {
    self.table = table.name
    summed = table.summedColumns
    sums = summed.map { Sum(column: table.columns[$0].name, total: 0) }
  }

  mutating func add(_ row: SQLRow) {
    rows += 1
    for (place, column) in summed.enumerated() {
      if case .integer(let number) = row.values[column] { sums[place].total += Int128(number) }
    }
    var fingerprint = RowFingerprint()
    for value in row.values { fingerprint.add(value) }
    contents &+= fingerprint.value
  }
}

/// A number for the values of one row; a value can't run into the next one.
private struct RowFingerprint {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ value: SQLValue) {
    switch value {
    case .null: add(0, [])
    case .integer(let number): add(1, bytes(of: UInt64(bitPattern: number)))
    // Engines differ in whether they keep the sign of a zero.
    case .real(let number): add(2, bytes(of: number == 0 ? 0 : number.bitPattern))
    case .text(let text): add(3, text.utf8)
    case .bytes(let content): add(4, content)
    }
  }

  /// The bits mixed once more (SplitMix64), so that sums of fingerprints of rows that are alike differ, too.
  var value: UInt64 {
    var mixed = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  private mutating func add(_ kind: UInt8, _ content: some Collection<UInt8>) {
    add(kind)
    for byte in bytes(of: UInt64(content.count)) { add(byte) }
    for byte in content { add(byte) }
  }

  private mutating func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

  private func bytes(of number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
