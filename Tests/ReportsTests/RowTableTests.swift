import Reports
import StudyValues
import Testing

struct RowTableTests {
  @Test func `has the columns of the coding keys in their order`() {
    #expect(
      CorrelationResult.columns.map(\.name)
        == CorrelationResult.CodingKeys.allCases.map(\.rawValue))
    #expect(
      ComparisonResult.columns.map(\.name) == ComparisonResult.CodingKeys.allCases.map(\.rawValue))
    #expect(
      EstimateResult.columns.map(\.name) == EstimateResult.CodingKeys.allCases.map(\.rawValue))
    #expect(SeriesPoint.columns.map(\.name) == SeriesPoint.CodingKeys.allCases.map(\.rawValue))
    #expect(ExtremeImage.columns.map(\.name) == ExtremeImage.CodingKeys.allCases.map(\.rawValue))
    #expect(
      ClaimVerdict.columns.map(\.name) == ["claim", "text", "primary", "outcome", "sentence"])
  }

  @Test func `keeps full doubles and knows missing values and kinds`() throws {
    let table = RowTable(ReportSamples.correlations)
    let statistic = try #require(table.columns.firstIndex { $0.name == "statistic" })
    let p = try #require(table.columns.firstIndex { $0.name == "p" })
    let n = try #require(table.columns.firstIndex { $0.name == "n" })
    #expect(table.rows[0][statistic] == .real(-0.356123456789))
    #expect(table.rows[5][statistic] == .missing)
    #expect(table.columns[statistic].kind == .real(digits: 4))
    #expect(table.columns[p].kind == .probability)
    #expect(table.columns[n].kind == .integer)
  }

  @Test func `keeps the columns when there are no rows`() {
    #expect(RowTable([CorrelationResult]()).columns == CorrelationResult.columns)
    #expect(RowTable([CorrelationResult]()).rows.isEmpty)
  }

  private enum Colour: String, Encodable { case red }

  private struct Mixed: Encodable {
    var flag = true
    var single: Float = 0.5
    var small: UInt8 = 200
    var huge: UInt64 = .max
    var colour: Colour? = .red
    var none: Colour?
    var list: [Int]?
  }

  @Test func `encodes every scalar type, enumerations and nil`() throws {
    let table = try RowTable(encoding: [Mixed()])
    #expect(
      table.columns.map(\.name) == ["flag", "single", "small", "huge", "colour", "none", "list"])
    #expect(table.rows[0] == [1, 0.5, 200, .real(18_446_744_073_709_551_616), "red", nil, nil])
  }

  @Test func `refuses lists and objects in a cell`() {
    #expect(throws: ReportsError.nestedValue(column: "list")) {
      try RowTable(encoding: [Mixed(list: [1])])
    }
    #expect(throws: ReportsError.nestedValue(column: "key")) {
      try RowTable(encoding: [["key": ["inner": 1]]])
    }
  }

  @Test func `selects columns by name and leaves out empty ones`() {
    let table = RowTable(
      columns: [Column("a"), Column("b"), Column("c")], rows: [[1, nil, 2], [3, .real(.nan), 4]])
    #expect(table.withoutEmptyColumns().columns.map(\.name) == ["a", "c"])
    #expect(table.selecting(["c", "nothing", "a"]).rows == [[2, 1], [4, 3]])
    #expect(table.showing([Column("b", heading: "B")]).columns[1].heading == "B")
  }
}
