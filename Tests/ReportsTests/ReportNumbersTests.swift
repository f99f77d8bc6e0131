import StudyValues
import Testing

@testable import Analyses
@testable import Reports

/// Every page of a report writes numbers in the report's style, worked out by hand.
struct ReportNumbersTests {
  private static let table = RowTable(
    columns: [
      Column("bin", heading: "(0.2,0.4]", kind: .text),
      Column("difference", heading: "Difference", kind: .coefficient(decimals: 3)),
      Column("share", heading: "Share", kind: .fixed(decimals: 2)),
      Column("note", heading: "Note", kind: .text),
    ],
    rows: [
      [.text("[0,0.2]"), .estimated(-0.025, -0.047, -0.003), .real(0.44), .text("r is -0.5")],
      [.text("a 0.5"), .estimated(0.004, -0.059, 0.067), .real(1), .missing],
    ])

  @Test func `Markdown has true minus signs and no zero before the point`() {
    let lines = Self.table.text(as: .github, in: .written).split(separator: "\n")
    #expect(lines[0].contains("(.2, .4\\]"), "\(lines[0])")
    #expect(
      lines[2]
        == "| \\[0, .2\\] | \u{2212}.025 \\[\u{2212}.047, \u{2212}.003\\] | .44 | r is \u{2212}.5 |"
    )
    #expect(lines[3] == "| a 0.5 | .004 \\[\u{2212}.059, .067\\] | 1.00 |  |", "a name stays")
  }

  @Test func `Markdown and LaTeX have the zero and the digits that were asked for`() {
    let style = NumberStyle(leadingZero: true, digits: 4)
    let line = Self.table.text(as: .github, in: style).split(separator: "\n")[2]
    #expect(
      line.hasPrefix(
        "| \\[0,0.2\\] | \u{2212}0.0250 \\[\u{2212}0.0470, \u{2212}0.0030\\] | 0.44 |"), "\(line)")
    let tex = Self.table.text(as: .latex, in: style)
    #expect(tex.contains("$-$0.0250 [$-$0.0470, $-$0.0030]"), "\(tex)")
  }

  @Test func `LaTeX sets every minus as one, and powers of ten`() {
    #expect(Self.table.text(as: .latex, in: .written).contains(".004 [$-$.059, .067]"))
    let small = RowTable(columns: [Column("x", kind: .real(digits: 3))], rows: [[.real(9.84e-6)]])
    #expect(small.text(as: .latex, in: .written).contains("$9.84\\times10^{-6}$"))
    #expect(small.text(as: .github, in: .written).contains("9.84e\u{2212}6"))
  }

  @Test func `the name of a row is cut where the widest common font needs it`() {
    #expect(GnuplotScript.shortened("resnet-s1", toFit: 100) == "resnet-s1")
    let cut = GnuplotScript.shortened("WWWWWWWWWW", toFit: 100)
    #expect(cut.hasSuffix("…") && GnuplotScript.widest(cut) <= 113, "\(cut)")
    #expect(GnuplotScript.shortened("WW", toFit: 1) == "…")
  }

  /// Where both are monotone the regression of ranks goes through every point, and with ties through their
  /// mean rank: ranks 1, 2.5, 2.5, 4 against 4, 3, 2, 1 have the slope -4.5/4.5.
  @Test func `the line of ranks lies where it must`() throws {
    let axis = FigureAxis("x")
    func line(_ xs: [Double], _ ys: [Double]) -> [[Double?]]? {
      DensityFigure(x: axis, y: axis, xs: xs, ys: ys).rankLine?.rows.map { $0.map(\.real) }
    }
    #expect(line([1, 2, 3], [9, 4, 1]) == [[1, 9], [2, 4], [3, 1]])
    #expect(line([1, 2, 2, 3], [8, 6, 4, 2]) == [[1, 8], [2, 5], [3, 2]])
    #expect(line([1, 1, 1], [1, 2, 3]) == nil)
    #expect(line([1, .nan, 2, 3], [9, 0, 4, 1])?.count == 3)
  }
}
