internal import Networks
internal import Statistics
package import StudyValues

/// People as the yardstick of networks: half of the panel is scored like a network, against the other half.
///
/// The votes of each image are cut at random into halves, `splits` times. A half's human selection
/// frequency (HSF) is the human measure, `hsf_of_half`; the networks' scores and the other half's HSF
/// are correlated with it on the same images, and every figure is the mean over cuts and over which half
/// is which. So the row of the network `other people` says how closely people follow people with the
/// noise of half a panel, and the networks in the same table meet the same noise. None of these
/// coefficients can be set beside one with the HSF of the whole panel.
///
/// Scores that know the label stand beside the other half's `hsf`, scores that do not beside its
/// `label_entropy`: like with like. Rows: correlations; comparisons of each score with other people,
/// strengths, adjusted over networks; and estimates `rank` and `behind_best` of all scores of all networks
/// and other people at once, per `knowledge`.
///
/// Keys: `scores` (`[avh, confidence]`), `methods` (`[spearman]`), `populations` (`[classes-fixed,
/// classes-random]`), `splits` (10), `draws` (20,000), `set`.
package struct YardstickAnalysis: Analysis {
  package static let kind = "people-as-yardstick"
  package static let hasHeadline = true
  package static let words: [Prose] = [
    """
    Half of the people stands in these tables like a network, as *other people*: its frequencies against those \
    of the other half. The networks are scored against the same halves, so all coefficients are smaller than \
    with the whole panel and must not be set beside those. A network at the height of *other people* follows \
    people as closely as people do, at this size of the panel.
    """
  ]
  /// The human measure of these rows.
  package static let human = "hsf_of_half"

  /// The scores.
  package var scores: [String] = ["avh", "confidence"]
  /// The coefficients.
  package var methods: [CoefficientName] = [.spearman]
  /// What is a random sample; each gives a row.
  package var populations: [Population] = [.classesFixed, .classesRandom]
  /// The number of random cuts.
  package var splits = 10
  /// The number of draws of the simultaneous comparisons.
  package var draws = 20_000
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case scores, methods, populations, splits, draws
    case annotationSet = "set"
  }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    let set = annotationSet ?? data.annotationSets[0]
    let tables = try data.tables(annotationSet: set)
    guard let first = tables.first, first.hasCounts else {
      output.notes.append(
        tables.first?.countsNote.map { "no data: \($0)" }
          ?? "no data: the study names no networks")
      return output
    }
    for usesLabel in [true, false] {
      let columns = tables.flatMap { table in
        scores.compactMap { table.score($0) }.filter { $0.usesLabel == usesLabel && !$0.isShared }
          .map { YardstickPanel.Column(model: table.key.model, score: $0, images: table.images) }
      }
      .filter { column in
        // What does not vary has no place; the others keep theirs.
        let known = column.score.values.filter { !$0.isNaN }
        guard known.allSatisfy({ $0 == known[0] }), !known.isEmpty else { return true }
        output.notes.append("\(column.model): every value of `\(column.score.name)` is the same")
        return false
      }
      guard !columns.isEmpty else { continue }
      let panel: YardstickPanel
      do {
        guard
          let voted = try YardstickPanel(
            columns, usesLabel: usesLabel, table: first, votes: data.votes(annotationSet: set))
        else {
          output.notes.append(
            "`\(set)` has no votes over classes, so scores that do not know the label have no yardstick"
          )
          continue
        }
        panel = voted
      } catch let error as StatisticsError {
        output.notes.append("no data: \(error)")
        continue
      }
      for method in methods.map(\.method) {
        do {
          try append(panel, method, to: &output, decisions)
        } catch {
          output.notes.append("\(method.rawValue): \(error)")
        }
      }
    }
    for table in tables {
      if let note = table.missingNote(scores) { output.notes.append("\(table.key.model): \(note)") }
    }
    Family.adjust(&output.correlations, method: decisions.adjustment)
    Family.adjust(&output.comparisons, method: decisions.adjustment)
    return output
  }

  private func append(
    _ panel: YardstickPanel, _ method: CorrelationMethod, to output: inout AnalysisOutput,
    _ decisions: AnalysisDecisions
  ) throws(StatisticsError) {
    let mean = try panel.correlations(
      method, splits: max(1, splits), seed: decisions.seed, threads: decisions.threads)
    let rows = YardstickRows(
      panel: panel, mean: mean, method: method, splits: max(1, splits), analysis: output.analysis)
    for population in populations {
      let covariance = try mean.covariance(try Populations.design(population, panel.classes))
      for index in panel.columns.indices {
        output.correlations.append(
          try rows.correlation(index, covariance, population, level: 1 - decisions.alpha))
      }
      for index in panel.columns.indices.dropLast() {
        output.comparisons.append(
          try rows.comparison(index, covariance, population, level: 1 - decisions.alpha))
      }
      let ranking = try ScoreRanking(
        mean, covariance, level: 1 - decisions.alpha, draws: draws, seed: decisions.seed,
        threads: decisions.threads)
      output.estimates += rows.ranks(ranking, covariance, population)
    }
  }

  /// Places, then the correlations and the comparisons with other people.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    TableSpecification.pivot(
      "ranking",
      """
      The place of each score of each network and of other people, with the best and worst place that \
      simultaneous comparisons leave open, and how far it is behind the best.
      """,
      Pivot(
        by: ["population", "group", "model", "score"],
        [
          .init("rank", "Place", .integer),
          .init("behind_best", "Behind the best", .coefficient(decimals: 3)),
        ], showing: [.range, .interval, .p]), output.estimates)
      + TableSpecification.correlations(output.correlations)
      + TableSpecification.comparisons(output.comparisons)
  }
}

extension YardstickAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    try fields.read(.scores, into: &scores)
    try fields.read(.methods, into: &methods)
    populations = try Populations.read(decoder) ?? populations
    try fields.read(.splits, into: &splits)
    try fields.read(.draws, into: &draws)
    try fields.read(.annotationSet, into: &annotationSet)
  }
}
