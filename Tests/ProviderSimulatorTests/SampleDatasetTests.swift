import Testing

@testable import ProviderSimulator

@Suite struct SampleDatasetTests {
  @Test func itIsTheSameEveryTime() {
    #expect(SampleDataset.csv() == SampleDataset.csv())
    #expect(SampleDataset.fileName == "orders.csv")
  }

  @Test func everyRowHasEveryColumnAndAFewValuesAreMissing() {
    let rows = SampleDataset.csv().split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(rows.count == 801)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    let gaps = rows.joined().count { $0.isEmpty }
    #expect((20...200).contains(gaps))
  }

  @Test func datesGoForwards() {
    let dates = SampleDataset.csv().split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] }
    #expect(dates == dates.sorted())
    #expect(dates.first?.hasPrefix("2025-01") == true)
  }
}
