internal import Networks
package import StudyValues

/// A kind of figure that a manifest can ask for, made from stored rows.
package struct FigureKind: Sendable {
  /// The word in a manifest.
  package let name: String
  /// The figures for an entry of the manifest; none where the rows have nothing to show.
  package let figures: @Sendable (FigureEntry, FigureContext) -> [FigureSpecification]

  init(
    _ name: String,
    figures: @escaping @Sendable (FigureEntry, FigureContext) -> [FigureSpecification]
  ) {
    self.name = name
    self.figures = figures
  }

  /// Every kind; a new one is a file and a line here, and its drawing.
  package static let all = [
    density, boxes, forest, scatter, curves, reliability, heatMap, histogram,
  ]

  /// Distributions of HSF stand beside the votes without being asked for.
  private static let histogram = FigureKind("histogram") { _, _ in [] }
}

/// What a figure is made from.
package struct FigureContext: Sendable {
  /// The identifier of the figure, or what the identifiers of several begin with.
  package let id: String
  /// The analysis beside which the figure stands.
  package let output: AnalysisOutput
  /// The settings of that analysis.
  package let settings: any Analysis
  /// All analyses of the study.
  package let outputs: [AnalysisOutput]
  /// The images of each network under the default annotation set.
  package let tables: [ImageTable]

  /// Creates a context.
  package init(
    id: String, output: AnalysisOutput, settings: any Analysis, outputs: [AnalysisOutput],
    tables: [ImageTable]
  ) {
    self.id = id
    self.output = output
    self.settings = settings
    self.outputs = outputs
    self.tables = tables
  }

  /// -1 for scores whose coefficient with HSF is negative when they follow people.
  var signs: [String: Double] {
    var signs: [String: Double] = [:]
    for column in tables.flatMap(\.scores) { signs[column.name] = -column.sign }
    return signs
  }

  /// The first Spearman row of all images of each network and score; further rows show other populations.
  var strengths: [CorrelationResult] {
    var seen: Set<[String]> = []
    return output.correlations.filter {
      $0.grouping == Grouping.all.rawValue && $0.method == "spearman"
        && seen.insert([$0.human, $0.model, $0.score]).inserted
    }
  }

  /// The least and most that the routes to the noise ceiling of Spearman's coefficient give.
  var ceiling: (low: Double, high: Double)? {
    let row = outputs.flatMap(\.estimates).first {
      $0.key.quantity == "noise_ceiling" && $0.key.method == "spearman"
    }
    guard let row, let value = row.value else { return nil }
    return (min(row.rangeLow ?? value, value), max(row.rangeHigh ?? value, value))
  }

  /// The stored points of one curve.
  func points(_ fits: (ResultKey) -> Bool) -> [FigurePoint] {
    outputs.flatMap(\.series).filter { fits($0.key) }.map(FigurePoint.init)
  }

  /// The values of the score that an entry names: one table per network, or one for a score of all.
  func scores(
    _ entry: FigureEntry
  ) -> [(table: ImageTable, column: ScoreColumn, owner: String, id: String)] {
    guard let name = entry.y else { return [] }
    let all = tables.filter { entry.model == nil || $0.key.model == entry.model }
    let shared = all.first { $0.score(name)?.isShared == true }
    return (shared.map { [$0] } ?? all).enumerated().compactMap { index, table in
      guard let column = table.score(name), column.values.contains(where: { !$0.isNaN }) else {
        return nil
      }
      let owner = column.isShared ? "all networks" : table.key.model
      // Two names can give the same identifier, so the number stands in it too.
      let suffix = Identifier.made(from: table.key.model)
      let isUnique = all.count { Identifier.made(from: $0.key.model) == suffix } == 1
      return (table, column, owner, "\(id)-\(suffix)" + (isUnique ? "" : "-\(index + 1)"))
    }
  }
}

extension ResultKey {
  /// The quantity with its score in words, for titles and axes.
  var words: String {
    let quantity = quantity.replacing("_", with: " ").replacing(" hsf", with: " HSF")
    return score.map { "\(quantity) of \(Score.title(of: $0))" } ?? quantity
  }

  /// The run that a row is about: network, condition, level and group.
  package var runName: String {
    [
      model, condition, level.map { level in Int(exactly: level).map { "\($0)" } ?? "\(level)" },
      grouping == Grouping.bin.rawValue ? group : nil,
    ].compactMap(\.self).joined(separator: " ")
  }
}
