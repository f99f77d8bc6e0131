import Reports
import StudyValues
import Testing

struct RowTableTests {
  @Test func `no row type has a column twice, and every column says what it holds`() {
    func check<Row: KeyedRow>(_ type: Row.Type) {
      let names = Row.columns.map(\.name)
      #expect(Set(names).count == names.count, "\(Row.table)")
      #expect(Row.columns.allSatisfy { $0.meaning.hasSuffix(".") && !$0.heading.isEmpty })
    }
    check(CorrelationResult.self)
    check(ComparisonResult.self)
    check(EstimateResult.self)
    check(SeriesPoint.self)
    check(ExtremeImage.self)
    check(ClaimVerdict.self)
    #expect(
      ClaimVerdict.columns.map(\.name) == [
        "claim", "text", "primary", "outcome", "sentence", "prediction", "subject", "detectable",
        "beside",
      ])
  }

  @Test func `a row comes out of its cells as it went in`() {
    for row in ReportSamples.correlations {
      let cells = Dictionary(
        uniqueKeysWithValues: zip(CorrelationResult.columns.map(\.name), row.cells))
      #expect(CorrelationResult { cells[$0] ?? .missing } == row)
    }
  }

  @Test func `keeps full doubles and knows missing values and kinds`() throws {
    let table = RowTable(ReportSamples.correlations)
    let statistic = try #require(table.columns.firstIndex { $0.name == "statistic" })
    let p = try #require(table.columns.firstIndex { $0.name == "p" })
    let n = try #require(table.columns.firstIndex { $0.name == "n" })
    #expect(table.rows[0][statistic] == .real(-0.356123456789))
    #expect(table.rows[5][statistic] == .missing)
    #expect(table.columns[statistic].kind == .coefficient(decimals: 3))
    #expect(table.columns[p].kind == .probability)
    #expect(table.columns[n].kind == .integer)
  }

  @Test func `keeps the columns when there are no rows`() {
    #expect(RowTable([CorrelationResult]()).columns == CorrelationResult.columns.map(\.column))
    #expect(RowTable([CorrelationResult]()).rows.isEmpty)
  }

  @Test func `selects columns by name and leaves out empty ones`() {
    let table = RowTable(
      columns: [Column("a"), Column("b"), Column("c")], rows: [[1, nil, 2], [3, .real(.nan), 4]])
    #expect(table.withoutEmptyColumns().columns.map(\.name) == ["a", "c"])
    #expect(table.selecting(["c", "nothing", "a"]).rows == [[2, 1], [4, 3]])
    #expect(table.showing([Column("b", heading: "B")]).columns[1].heading == "B")
  }
}
