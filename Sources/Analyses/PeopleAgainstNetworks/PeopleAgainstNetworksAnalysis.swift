import Files
internal import Networks
internal import Statistics
package import StudyValues

/// People's answers against what networks known by their best classes only can tell: the rank of the
/// true class, right or wrong, and the share of networks that are right.
///
/// | quantity | keys beside the annotation set | what |
/// | --- | --- | --- |
/// | `sensitivity` | score, condition, grouping `maybe` | Spearman's coefficient with HSF under a combination of choices; the median over networks, with their range |
/// | `sensitivity_within_class` | the same | the same with differences between classes taken out |
/// | `noise_ceiling` | method | the ceiling of the set, with the range over the routes to it |
/// | `corrected_correlation` | network, score, method | the coefficient divided by the ceiling, with the range over its routes |
/// | `strength` | network, score; raters random | where annotators are persons, the strength with the variance of the choice of annotators (delete-one-annotator jackknife) added to that of images; the note says what share of the variance it is; scores of all networks together also with classes and raters random |
/// | `panel_strength` | network or `people`, score or reference set; classes and raters random | on the images that the reference panel judged too, the strength of a score of all networks together, and that of the reference panel's HSF |
/// | `panel_difference` | score, reference set as the other score; classes and raters random | the first less the second, on the same images |
/// | `rater_answers`, `rater_agreement`, `rater_kappa` | grouping `annotator` | a screen of the annotators; without a group the median over them, with their range |
/// | `rater_share` | the response in place of a score, grouping `annotator` | the share of a response among an annotator's answers |
///
/// The sensitivity table comes first. Its groups are the rules for answers that half agree: `0` (no),
/// `1` (yes), `1/2`, `left-out`. Its condition is `rated`, or `all`, which adds the images that nobody
/// rated as if everybody had agreed (HSF 1), because the raters were shown what networks disagreed on.
/// The correlations for each set use the set's own rule for half answers.
package struct PeopleAgainstNetworksAnalysis: Analysis {
  package static let kind = "people-against-networks"

  /// The annotation sets; all of the study when empty.
  package var sets: [String] = []
  /// The scores; one of all networks together is used once.
  package var scores: [String] = ["share_correct", "rank"]
  /// The sets whose unrated images are taken as unanimous in part of the sensitivity table.
  package var selected: [String] = []
  /// Whether annotators who are persons are screened.
  package var screen = true
  /// Another panel of people, beside whom the networks are put; nil for none.
  package var reference: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case sets, scores, selected, screen, reference
  }

  package func networks(among all: [String]) -> [String] { [] }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id, of: data)
    guard !data.models.isEmpty else { return output }
    let sets = sets.isEmpty ? data.annotationSets : sets
    var everything: [ScoredImages] = []
    if !selected.isEmpty { everything = try data.models.map { try data.scoredImages(model: $0) } }
    for set in sets {
      let tables = try data.tables(annotationSet: set)
      guard tables[0].count > 2 else {
        output.notes.append("no data: `\(set)` judged \(tables[0].count) of the scored images")
        continue
      }
      let sensitivity = Sensitivity(
        key: key(id, set), tables: tables,
        everything: selected.contains(set) ? everything : [])
      output.estimates += scores.flatMap { sensitivity.rows($0, decisions: decisions) }
    }
    for set in sets {
      let tables = try data.tables(annotationSet: set)
      guard tables[0].count > 2 else { continue }
      try addCorrelations(tables, id: id, decisions: decisions, to: &output)
      guard let answers = try data.answers(annotationSet: set) else {
        output.notes.append("`\(set)` holds counts only, so its annotators cannot be told apart")
        continue
      }
      guard answers.annotatorsArePersons else {
        output.notes.append(
          "In `\(set)` an annotator is a place in a list, not a person: votes count as nested in "
            + "images, whose resampling already holds their noise.")
        continue
      }
      let panel = RaterPanel(
        key: key(id, set), raters: RaterTable(answers), table: tables[0])
      output.estimates += panel.strengths(columns(tables), decisions: decisions)
      if let reference, reference != set {
        let other = try data.table(model: data.models[0], annotationSet: reference)
        output.estimates += panel.beside(other, columns(tables), decisions: decisions)
      }
      if screen { try panel.addScreen(to: &output) }
    }
    return output
  }

  private func key(_ id: String, _ set: String) -> ResultKey {
    ResultKey(analysis: id, quantity: "", annotationSet: set)
  }

  /// The scores of all networks, the shared ones once, each with the name of its owner.
  private func columns(_ tables: [ImageTable]) -> [(model: String, column: ScoreColumn)] {
    scores.flatMap { score -> [(model: String, column: ScoreColumn)] in
      let found = tables.compactMap { table in
        table.score(score).map { (model: table.key.model, column: $0) }
      }
      guard let first = found.first, first.column.isShared else { return found }
      return [(model: "networks", column: first.column)]
    }
  }

  private func addCorrelations(
    _ tables: [ImageTable], id: String, decisions: AnalysisDecisions,
    to output: inout AnalysisOutput
  ) throws {
    let set = tables[0].key.annotationSet
    var rows: [CorrelationResult] = []
    var shared: Set<String> = []
    for table in tables {
      let own = scores.filter { name in
        guard let column = table.score(name) else { return true }
        return !column.isShared || shared.insert(name).inserted
      }
      // Leaving out each of a thousand classes takes its time, so it is for the shared score only.
      let all = own.filter { table.score($0)?.isShared ?? false }
      let single = own.filter { !all.contains($0) }
      rows += try CorrelationAnalysis(scores: all, populations: [.images, .classesRandom])
        .rows(of: table, scores: all, decisions: decisions)
      rows += try CorrelationAnalysis(scores: single)
        .rows(of: table, scores: single, decisions: decisions)
    }
    Family.adjust(&rows, method: decisions.adjustment)
    output.correlations += rows
    if let note = tables[0].countsNote {
      output.notes.append("no noise ceiling: \(note)")
      return
    }
    do {
      let counts = try SelectionCounts(votes: tables[0].selections, set: set)
      let ceiling = try NoiseCeiling(
        counts, method: .spearman, seed: decisions.seed, threads: decisions.threads)
      let votes = tables[0].shown
      let key = key(id, set).with { $0.human = HumanMeasure.hsf.rawValue }
      var limit = ceiling.row(key, images: counts.count)
      limit.addNote("\(votes.min() ?? 0) to \(votes.max() ?? 0, "answer") an image")
      output.estimates.append(limit)
      var seen: Set<[String]> = []
      for row in rows {
        // A second row of the same coefficient is for another population of classes.
        guard let statistic = row.statistic, seen.insert([row.model, row.score]).inserted else {
          continue
        }
        let corrected = ceiling.corrected(statistic)
        output.estimates.append(
          EstimateResult(
            key.with {
              $0.quantity = "corrected_correlation"
              ($0.model, $0.score, $0.method) = (row.model, row.score, row.method)
            }, value: corrected.isRange ? nil : corrected.value, rangeLow: corrected.lowest,
            rangeHigh: corrected.highest,
            n: row.n, note: corrected.exceedsOne ? "above 1" : nil))
      }
    } catch {
      output.notes.append("no noise ceiling for `\(set)`: \(error)")
    }
  }
}

extension PeopleAgainstNetworksAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    try fields.read(.sets, into: &sets)
    try fields.read(.scores, into: &scores)
    try fields.read(.selected, into: &selected)
    try fields.read(.screen, into: &screen)
    try fields.read(.reference, into: &reference)
  }
}
