internal import Networks
internal import Statistics
package import StudyValues

/// How scores move with the level at which images are degraded, and whether they follow the accuracy
/// that people were measured to have there.
///
/// | quantity | keys beside network, score and condition | what |
/// | --- | --- | --- |
/// | `mean` | level | the mean at each level, which is the position on the axis; classes fixed |
/// | `trend` | population | mean over images of the rank correlation of level and score (turned so that higher = harder), the unaltered image included |
/// | `page_trend` | | the statistic of Page's test of the same, images as a sample |
/// | `rising` | | the share of images whose score rises with the level on the whole |
/// | `human_accuracy` | set, level, grouping `condition`; no network, no score | people's accuracy in each condition of their set, Wilson interval |
/// | `interpolated_accuracy` | set, level; no network, no score | the same, read at the network's levels |
/// | `correlation_over_levels` | set, method | over the levels, the correlation of the mean score with people's error, interpolated on the axis |
/// | `correlation_over_all_levels` | set, method; no condition | the same over the levels of all conditions together |
/// | `…_difference` | other score | of both: the first score less each other one |
///
/// Only levels are compared: people saw other images, of other classes. The interval of a correlation
/// over levels is a percentile bootstrap that draws images and people's answers anew; it says how sure
/// the order of *these* levels is, while the p-value, in a row of its own, takes the few levels as a
/// sample. Whatever rises with the level has the coefficient 1: read the differences. Curves over the
/// position are the series `mean`, `correlation` (with the answers to the unaltered images) and
/// `human_accuracy`.
package struct DegradationAnalysis: Analysis {
  package static let kind = "degradation"

  /// The network; the first one with degraded runs when absent.
  package var model: String?
  /// The scores.
  package var scores: [String] = ["avh", "confidence", "feature_norm", "loss", "correct"]
  /// The conditions.
  package var conditions: [DegradationCondition]
  /// The annotation set of the unaltered images; the default one when absent.
  package var annotationSet: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case model, scores, conditions
    case annotationSet = "set"
  }

  package func networks(among all: [String]) -> [String] { [] }

  package var namedConditions: [String] { conditions.map(\.name) }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    let set = annotationSet ?? data.annotationSets[0]
    guard let (name, keys) = try data.runs(ofFirst: model, role: .degraded) else {
      output.notes.append("no data: no network has degraded runs")
      return output
    }
    let clean = try data.table(model: name, annotationSet: set)
    var courses: [DegradationCourse] = []
    for condition in conditions {
      let levels = keys.filter { $0.condition == condition.condition && $0.level != nil }
        .sorted { ($0.level ?? 0) < ($1.level ?? 0) }
      guard levels.count >= 2 else {
        output.notes.append(
          "no data: \(name) has \(levels.count) degraded runs of `\(condition.condition)`, a trend "
            + "needs two")
        continue
      }
      let positions = levels.compactMap { condition.position($0.level ?? 0) }
      guard positions.count == levels.count else {
        output.notes.append(
          "no data: the manifest gives no position on the axis for some level of "
            + "`\(condition.condition)`")
        continue
      }
      courses.append(
        DegradationCourse(
          id: id, model: name, condition: condition, positions: positions,
          runs: AlignedRuns(
            [clean] + (try levels.map { try data.table(model: name, run: $0, annotationSet: set) })
          ), decisions: decisions))
    }
    var comparisons: [PeopleComparison] = []
    for course in courses {
      if let note = course.runs.note { output.notes.append("\(course.condition.name): \(note)") }
      try course.addTrends(scores, to: &output)
      try course.addCorrelations(scores, to: &output)
      guard let people = course.condition.people else { continue }
      let measured = try data.conditions(annotationSet: people.set)
      if let comparison = try course.compare(people, measured: measured, to: &output) {
        comparisons.append(comparison)
      }
    }
    addPeople(comparisons, decisions: decisions, to: &output)
    Family.adjust(&output.correlations, method: decisions.adjustment)
    return output
  }

  private func addPeople(
    _ comparisons: [PeopleComparison], decisions: AnalysisDecisions,
    to output: inout AnalysisOutput
  ) {
    guard let first = comparisons.first else { return }
    let sets = comparisons.compactMap(\.set)
    for score in scores {
      // The first score is compared with each of the others.
      let rivals = score == scores.first ? Array(scores.dropFirst()) : []
      for comparison in comparisons {
        output.estimates += PeopleComparison.rows(
          [comparison], comparison.key("correlation_over_levels", score), rivals: rivals,
          decisions: decisions)
      }
      guard comparisons.count > 1 else { continue }
      let together = first.key("correlation_over_all_levels", score).with {
        $0.condition = nil
        if Set(sets).count > 1 { $0.annotationSet = nil }
      }
      output.estimates += PeopleComparison.rows(
        comparisons, together, rivals: rivals, decisions: decisions)
    }
    let levels = comparisons.map { "\($0.name) n = \($0.levels.count)" }
    output.notes.append(
      "Against people only levels are compared (\(levels.joined(separator: ", "))): they saw other "
        + "images, of other classes, and no image of theirs was scored here.")
  }
}

extension DegradationAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    try fields.read(.model, into: &model)
    try fields.read(.scores, into: &scores)
    conditions = try fields.decode([DegradationCondition].self, forKey: .conditions)
    try fields.read(.annotationSet, into: &annotationSet)
  }
}
