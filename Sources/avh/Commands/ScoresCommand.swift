import StudyValues
import ArgumentParser
import Networks
import Reports

/// Lists every score.
struct ScoresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scores",
    abstract: "List every score: formula, range, direction, version, source.",
    discussion: """
      EXAMPLES
        avh scores
        avh scores --json

      x is the feature vector of an image, w_k and b_k weights and bias of class k,
      z_k its logit, p the softmax, y the true class, c the predicted one, A(u, v)
      the angle between two vectors in radians.
      """)

  @OptionGroup var output: OutputOptions

  func run() throws {
    let rows = Score.all.map { score -> [Cell] in
      let missing = Score.Need.allCases.filter { $0 != .label && score.needs.contains($0) }
      return [
        .text(score.name), .text(score.meaning), .text(score.formula), .text(score.range),
        .text(score.direction.rawValue), .text(score.usesLabel ? "yes" : "no"),
        .integer(score.version),
        Cell(missing.isEmpty ? nil : missing.map(\.missing).joined(separator: "; ")),
        .text(score.source),
      ]
    }
    var table = RowTable(
      columns: [
        Column("score", heading: "Score", kind: .text),
        Column("meaning", heading: "Meaning", kind: .text),
        Column("formula", heading: "Formula", kind: .text),
        Column("range", heading: "Range", kind: .text),
        Column("direction", heading: "Direction", kind: .text),
        Column("uses_label", heading: "Uses the label", kind: .text),
        Column("version", heading: "Version", kind: .integer),
        Column("unavailable", heading: "Not available from", kind: .text),
        Column("source", heading: "Source", kind: .text),
      ], rows: rows)
    if output.isFitted {
      // What a reader needs first, since a terminal leaves out the last columns.
      table = table.selecting([
        "score", "meaning", "direction", "formula", "range", "uses_label", "version", "unavailable",
        "source",
      ])
    }
    try output.write(table)
  }
}
