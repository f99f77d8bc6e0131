import Analyses
import ArgumentParser
import Studies
import StudyValues

/// A comparison as commands print it.
struct ComparisonRows {
  /// The tests that are made when none are named; people are shown the first of them.
  static let usualTests: [TestName] = [.influence, .steiger, .zou]

  private let rows: [ComparisonResult]
  private let alpha: Double
  /// By score, 1 when higher = harder and -1 when higher = easier.
  private let signs: [String: Double]

  /// Runs a comparison.
  init(
    _ analysis: ComparisonAnalysis, on data: ChosenData, decisions: AnalysisDecisions
  ) throws {
    var analysis = analysis
    analysis.pairs = try analysis.pairs.map { try data.scores(named: $0) }
    analysis.annotationSet = data.annotationSets[0]
    rows = try AnalysisSpec(analysis).run(id: "compare", on: data, decisions: decisions).comparisons
    alpha = decisions.alpha
    let columns = try data.models.flatMap {
      try data.table(model: $0, annotationSet: data.annotationSets[0]).scores
    }
    signs = Dictionary(columns.map { ($0.name, $0.sign) }) { first, _ in first }
  }

  /// Every row for readers.
  var wide: RowTable { RowTable(reading: rows) }

  /// What decides, of the tests that were asked for, else of the first.
  func tables(showing tests: [TestName]?) -> [DecidingTable] {
    let shown = (tests ?? [Self.usualTests[0]]).map(\.rawValue)
    return rows.filter { shown.contains($0.test) }.decidingTables(
      alpha: alpha, signs: signs)
  }

  /// Writes the rows: what decides for people, all stored rows for programs.
  func write(showing tests: [TestName]? = nil, to output: OutputOptions) throws {
    if !output.isForReading {
      try output.write(RowTable(rows))
    } else if output.wide {
      try output.write(wide)
    } else {
      try output.write(deciding: tables(showing: tests))
    }
  }
}
