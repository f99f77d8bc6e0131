import Files
internal import Statistics
package import StudyValues

/// Whether people are followed more closely by one network than by another, by the same score.
///
/// For each score and each two networks, on the images that both have, strengths turned so that higher = harder;
/// the model is the first network, the group (grouping `less`) the second. With classes as the sample:
///
/// | quantity | what |
/// | --- | --- |
/// | `network_difference` | of the coefficients over all images; leaving out one class at a time, t |
/// | `network_difference_within` | the mean over classes of the differences inside them; t over classes |
///
/// p is adjusted over all pairs of networks of a score. A pair without a number keeps its row with the reason.
///
/// Keys: `human` (`hsf`), `scores`, `methods` (`[spearman]`), `models` (all), `set`.
package struct NetworkDifferencesAnalysis: Analysis {
  package static let kind = "network-differences"
  package static let words: [Prose] = [
    """
    Strength of a score in one network less its strength in another, on the same images and with classes as the \
    sample: over all images, and as the mean of the differences inside the classes.
    """
  ]

  /// The human measure.
  package var human: HumanMeasure = .hsf
  /// The scores.
  package var scores: [String]
  /// The coefficients.
  package var methods: [CoefficientName] = [.spearman]
  /// The networks, all of them when empty.
  package var models: [String] = []
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case human, scores, methods, models
    case annotationSet = "set"
  }

  package func networks(among all: [String]) -> [String] { models.isEmpty ? all : models }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id, of: data)
    let tables = try data.tables(models, annotationSet: annotationSet)
    if tables.count == 1 { output.notes.append("no data: one network has no other to differ from") }
    for score in scores {
      for method in methods.map(\.method) {
        for first in tables.indices {
          for second in tables[(first + 1)...] {
            output.estimates += rows(id, tables[first], second, score, method, decisions)
          }
        }
      }
    }
    Family.adjust(&output.estimates, method: decisions.adjustment)
    return output
  }

  private func rows(
    _ id: String, _ first: ImageTable, _ second: ImageTable, _ score: String,
    _ method: CorrelationMethod, _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    let key = ResultKey(id, "network_difference", of: first, score: score).with {
      ($0.human, $0.method, $0.population) = (human.rawValue, method.rawValue, .classesRandom)
      ($0.grouping, $0.group) = ("less", second.key.model)
    }
    var pooled = EstimateResult(key, value: nil)
    var within = EstimateResult(
      key.with { $0.quantity = "network_difference_within" }, value: nil)
    guard let own = first.score(score), let other = second.score(score) else {
      let reason = [first, second].compactMap { $0.missingNote([score]) }.first
      (pooled.note, within.note) = (reason, reason)
      return [pooled, within]
    }
    let place = Dictionary(zip(second.images, 0...)) { first, _ in first }
    let aligned = ScoreColumn(
      name: score,
      values: first.images.map { name in place[name].map { other.values[$0] } ?? .nan },
      direction: other.direction, usesLabel: other.usesLabel)
    let known = KnownValues(first, human: human, columns: [own, aligned])
    (pooled.n, within.n) = (known.count, known.count)
    do {
      let joint = try known.joint(method, threads: decisions.threads)
      do {
        let covariance = try joint.covariance(.classesRandomDeleteOne(known.classes))
        pooled.fill(joint.estimate(.difference(0, 1), covariance), decisions)
      } catch {
        pooled.value = joint.strengths[0] - joint.strengths[1]
        pooled.addNote("\(error)")
      }
      do {
        let classes = try joint.perClassDifferences(0, 1, classes: known.classes)
        within.fill(classes.mean, decisions)
        within.interval = "t over \(classes.classes.count, "class")"
        if !classes.skipped.isEmpty {
          within.addNote(
            "\(classes.skipped.count, "class") left out: constant, or fewer than 3 images")
        }
      } catch {
        within.addNote("\(error)")
      }
    } catch {
      pooled.addNote("\(error)")
      within.addNote("\(error)")
    }
    return [pooled, within]
  }
}

extension NetworkDifferencesAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    scores = try fields.decode([String].self, forKey: .scores)
    try fields.read(.human, into: &human)
    try fields.read(.methods, into: &methods)
    try fields.read(.models, into: &models)
    try fields.read(.annotationSet, into: &annotationSet)
  }
}
