package import Networks
internal import Statistics
package import StudyValues

/// Class-balanced self-training of a linear head, with pseudo-labels chosen in several ways.
///
/// For each target and seed, a head is trained on the labelled source features; in each round the
/// target is labelled by the head, a growing share of each class is trusted, and training goes on.
/// The selections begin with the same head and see the images in the same order, so they are paired
/// by seed and, within a seed, by image. It is about a head on one frozen backbone.
///
/// Estimates, by target (`condition`) and selection (`score`, less `other_score` in a difference):
///
/// | quantity | what |
/// | --- | --- |
/// | `accuracy` | after the last round, and of `source-only` |
/// | `accuracy_difference` | of two selections, and of each with `source-only` |
/// | `precision`, `precision_difference` | of the labels trusted in the last round |
///
/// The population is `seeds`, with a t interval. The accuracies of AVC and confidence are compared with
/// the population `images` too: over all seeds, and for each `seed` alone.
///
/// Curves over rounds, round 0 the source: `accuracy`, and of the trusted labels `count`, `precision`,
/// `avc`, `confidence`, `norm`.
package struct SelfTrainingAnalysis: Analysis {
  /// The tensor of source features.
  package var source: String
  /// The tensor of the source images' classes.
  var sourceLabels: String
  /// The tensors of target features.
  package var targets: [String]
  /// The tensor of the target images' classes, used to judge and for the ceiling only.
  var targetLabels: String
  /// How pseudo-labels are chosen.
  package var selections = PseudoLabelSelection.allCases
  /// The share of each class that each round trusts.
  package var portions = SelfTraining.standardPortions
  /// The number of seeds; the first is the study's.
  package var seeds = 5
  /// How the first head is trained.
  package var training = HeadSettings()
  /// How training goes on in each round.
  package var round = HeadSettings(epochs: 2)

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case source
    case sourceLabels = "source_labels"
    case targets
    case targetLabels = "target_labels"
    case selections, portions, seeds, training, round
  }

  package func networks(among all: [String]) -> [String] { [] }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    guard !targets.isEmpty, !selections.isEmpty, seeds > 0 else {
      output.notes.append("no data: there is no target, no selection or no seed")
      return output
    }
    let images = try FrozenFeatures.read(
      source, labels: FrozenFeatures.labels(sourceLabels, in: data), in: data)
    let truth = try FrozenFeatures.labels(targetLabels, in: data)
    let sets = try targets.map { try FrozenFeatures.read($0, labels: truth, in: data) }
    let procedure = try SelfTraining(
      source: training.options, round: round.options, portions: portions)
    let classes = data.classNames.count
    let runs = targets.count * selections.count * seeds
    let paths = try Parallel.map(count: runs, threads: decisions.threads) {
      (run) throws(NetworksError) in
      SelfTrainingPath(
        try procedure.run(
          source: images, target: sets[run / (selections.count * seeds)],
          selection: selections[run / seeds % selections.count], classes: classes,
          seed: decisions.seed &+ UInt64(run % seeds)),
        truth: truth)
    }
    let rows = SeedRows(analysis: id, level: 1 - decisions.alpha)
    for (place, target) in targets.enumerated() {
      let start = place * selections.count * seeds
      let own = selections.indices.map { selection in
        Array(paths[start + selection * seeds..<start + (selection + 1) * seeds])
      }
      let result = SelfTrainingTarget(
        name: target, paths: Array(zip(selections, own)), rows: rows)
      output.estimates += try result.estimates
      output.series += result.series
    }
    return output
  }
}

extension SelfTrainingAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    source = try fields.decode(String.self, forKey: .source)
    sourceLabels = try fields.decode(String.self, forKey: .sourceLabels)
    targets = try fields.decode([String].self, forKey: .targets)
    targetLabels = try fields.decode(String.self, forKey: .targetLabels)
    try fields.read(.selections, into: &selections)
    try fields.read(.portions, into: &portions)
    try fields.read(.seeds, into: &seeds, in: 1...10_000)
    try fields.read(.training, into: &training)
    try fields.read(.round, into: &round)
  }
}
