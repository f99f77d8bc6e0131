import Files
internal import Networks
internal import Statistics
package import StudyValues

/// How scores move while a network is trained, from its checkpoints.
///
/// | quantity | keys beside network and score | what |
/// | --- | --- | --- |
/// | `early_share` | population, step | the share of the whole change of the mean reached in the first part of training |
/// | `late_share` | population, step | the share of it that happens in the last part; near 0 on a plateau |
/// | `late_share_difference` | other score, population, step | the same of the control less that of the first score, paired |
/// | `late_change` | population, step | the change of the mean in the last part, in the score's own unit |
/// | `weakest_growth` | population | the least change of the mean from a checkpoint to the next; below 0 when it ever falls |
/// | `plateau`, `other_plateau` | method | the step of the plateau by the stated rule and by the other one; bootstrap over images |
/// | `plateau_difference`, `other_plateau_difference` | other score, method | how much later than the first score, paired |
/// | `order` | step | the chance that of two images from unlike bins of HSF the score finds the easier one easier; classes random; the p is that of the Jonckheere-Terpstra test |
/// | `weakest_order` | population | the least of these over the checkpoints |
/// | `ordered_from` | population | the first step from which the groups are in order to the end |
/// | `unordered_means` | | the number of checkpoints at which the means of the bins are not in order |
/// | `never_learned`, `never_forgotten` | no score | the numbers of such images |
///
/// The lower limit of `weakest_…` is the least lower limit of the checkpoints (what holds at every
/// checkpoint must hold at each, so nothing is adjusted), the upper one the least upper limit at a
/// level divided by their number (one checkpoint is enough to contradict). Numbers recorded with the
/// checkpoints, such as the training loss, stand in place of a score and have no interval. Curves over
/// the steps are the series `mean` and `correlation` (over all images, and by grouping `bin`), `order`
/// and `recorded`.
///
/// What the checkpoints say of each image (forgetting events, area under the margin without the untrained
/// network, coordinates of the data map) is correlated with HSF beside the last checkpoint's scores and
/// compared with the first score.
package struct TrainingDynamicsAnalysis: Analysis {
  /// The rules for where a curve has reached its plateau.
  package enum Rule: String, Codable, CaseIterable, Sendable {
    /// The first step from which the curve stays within a share of its whole change of its last value.
    case settled
    /// The joint of a straight line and a constant.
    case brokenStick = "broken-stick"
  }

  package static let kind = "training-dynamics"

  /// The network; the first one with checkpoints when absent.
  package var model: String?
  /// The scores; the first one is the score that the claims are about.
  package var scores: [String] = ["avh", "feature_norm", "loss", "confidence", "correct"]
  /// The score that keeps improving, by the claim, while the first one stands still.
  package var control = "loss"
  /// The rule for the plateau; the other one is shown beside it.
  package var rule: Rule = .settled
  /// The share of the whole change that `settled` allows.
  package var within = 0.05
  /// The share of the steps that is called early.
  package var early = 0.25
  /// The share of the steps that is called late.
  package var late = 0.25
  /// Checkpoints up to this step do not count for claims about order: step 0 is the untrained network.
  var orderedAfter = 0
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case model, scores, control, rule, within, early, late
    case orderedAfter = "ordered_after"
    case annotationSet = "set"
  }

  package func networks(among all: [String]) -> [String] { [] }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    let set = annotationSet ?? data.annotationSets[0]
    guard let (name, found) = try data.runs(ofFirst: model, role: .checkpoint) else {
      output.notes.append("no data: no network has checkpoint runs")
      return output
    }
    let keys = found.filter { $0.step != nil }.sorted { ($0.step ?? 0) < ($1.step ?? 0) }
    let runs = AlignedRuns(
      try keys.map { try data.table(model: name, run: $0, annotationSet: set) })
    guard keys.count >= 4, runs.count > 1 else {
      output.notes.append(
        "no data: \(keys.count, "checkpoint") of \(name) with \(runs.count, "image"); a course of "
          + "training needs four checkpoints")
      return output
    }
    let course = TrainingCourse(id: id, model: name, keys: keys, runs: runs, decisions: decisions)
    if let note = runs.note { output.notes.append(note) }
    let missing = scores.filter { runs.columns($0) == nil }
    if !missing.isEmpty {
      output.notes.append("not in every checkpoint: \(missing.joined(separator: ", "))")
    }
    let known = scores.filter { runs.columns($0) != nil }
    try course.addCurves(known, to: &output)
    course.addShares(known, control: control, early: early, late: late, to: &output)
    try course.addPlateaus(known, rule: rule, within: within, to: &output)
    try course.addOrder(known, after: orderedAfter, to: &output)
    try course.addHistory(first: scores.first, to: &output)
    return output
  }
}

/// The checkpoints of one network, with what every part of the analysis needs.
struct TrainingCourse {
  let id: String
  let model: String
  let keys: [RunKey]
  let runs: AlignedRuns
  let decisions: AnalysisDecisions

  /// The training step of each checkpoint.
  var steps: [Double] { keys.map { Double($0.step ?? 0) } }

  /// The names of the numbers recorded with the checkpoints.
  var recorded: [String] {
    Set(keys.flatMap(\.parameters.keys)).subtracting(["epoch"]).sorted()
  }

  /// What a row about the network is about.
  func key(_ quantity: String, _ score: String? = nil) -> ResultKey {
    ResultKey(analysis: id, quantity: quantity, model: model, score: score)
  }

  /// What a row about the network and people's answers is about.
  func byPeople(_ quantity: String, _ score: String) -> ResultKey {
    key(quantity, score).with {
      $0.annotationSet = runs.tables[0].key.annotationSet
      $0.human = HumanMeasure.hsf.rawValue
    }
  }

  /// The last checkpoint at or before a share of the steps.
  func checkpoint(at share: Double) -> Int {
    let steps = steps
    let target = steps[0] + share * (steps[steps.count - 1] - steps[0])
    return steps.lastIndex { $0 <= target } ?? 0
  }
}

extension TrainingDynamicsAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    try fields.read(.model, into: &model)
    try fields.read(.scores, into: &scores)
    try fields.read(.control, into: &control)
    try fields.read(.rule, into: &rule)
    try fields.read(.within, into: &within, in: 0...1)
    try fields.read(.early, into: &early, in: 0...1)
    try fields.read(.late, into: &late, in: 0...1)
    try fields.read(.orderedAfter, into: &orderedAfter, in: 0...1_000_000_000_000)
    try fields.read(.annotationSet, into: &annotationSet)
    for (key, share) in [(CodingKeys.within, within), (.early, early), (.late, late)]
    where !(share > 0 && share < 1) {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath + [key],
          debugDescription: "a share between 0 and 1"))
    }
  }
}
