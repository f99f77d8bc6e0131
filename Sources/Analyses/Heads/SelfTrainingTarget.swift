internal import Networks
internal import StudyValues

/// What is kept of one run of self-training.
struct SelfTrainingPath: Sendable {
  /// The target accuracy after each round, the source-only head first.
  let accuracy: [Double]
  /// The images that each round trusted, from round 1.
  let selected: [SelfTrainingRound.Selected]
  /// Whether the last head is right, image by image.
  let correct: [Bool]

  init(_ rounds: [SelfTrainingRound], truth: [Int32]) {
    accuracy = rounds.map(\.accuracy)
    selected = rounds.compactMap(\.selected)
    correct = rounds.last.map { zip($0.predictions, truth).map { $0 == $1 } } ?? []
  }

  /// The accuracy after the last round.
  var final: Double { accuracy.last ?? .nan }
}

/// The rows of one target: every selection with every seed.
struct SelfTrainingTarget {
  let name: String
  let paths: [(selection: PseudoLabelSelection, seeds: [SelfTrainingPath])]
  let rows: SeedRows

  /// The pairs that are compared, first minus second.
  private static let pairs: [(PseudoLabelSelection, PseudoLabelSelection)] = [
    (.avc, .confidence), (.avc, .random), (.confidence, .random), (.trueLabels, .confidence),
  ]

  /// What the head without self-training is called among the selections.
  static let sourceOnly = "source-only"

  private func key(_ quantity: String, _ selection: PseudoLabelSelection) -> ResultKey {
    rows.key(quantity, selection.rawValue, on: name)
  }

  private func difference(
    _ quantity: String, _ first: PseudoLabelSelection, less second: String
  ) -> ResultKey {
    rows.key("\(quantity)_difference", first.rawValue, less: second, on: name)
  }

  var estimates: [EstimateResult] {
    get throws {
      let baseline = paths[0].seeds.map { $0.accuracy[0] }
      var output = [rows.mean(rows.key("accuracy", Self.sourceOnly, on: name), baseline)]
      for (selection, seeds) in paths {
        output.append(rows.mean(key("accuracy", selection), seeds.map(\.final)))
      }
      for (first, second) in Self.pairs {
        guard let a = seeds(of: first), let b = seeds(of: second) else { continue }
        output.append(
          rows.difference(
            difference("accuracy", first, less: second.rawValue), a.map(\.final), b.map(\.final)))
      }
      for (selection, seeds) in paths {
        output.append(
          rows.difference(
            difference("accuracy", selection, less: Self.sourceOnly), seeds.map(\.final),
            baseline))
      }
      for (selection, seeds) in paths {
        output.append(rows.mean(key("precision", selection), precision(seeds)))
      }
      return output + (try pairedByImage)
    }
  }

  /// AVC against confidence, paired by image.
  private var pairedByImage: [EstimateResult] {
    get throws {
      guard let avc = seeds(of: .avc), let confidence = seeds(of: .confidence) else { return [] }
      let other = PseudoLabelSelection.confidence.rawValue
      let accuracy = difference("accuracy", .avc, less: other)
      return [
        rows.difference(
          difference("precision", .avc, less: other), precision(avc), precision(confidence)),
        rows.overImages(accuracy, avc.map(\.correct), confidence.map(\.correct)),
      ]
        + (try zip(avc, confidence).enumerated().map { seed, pair in
          try rows.withinSeed(accuracy, seed: seed, pair.0.correct, pair.1.correct)
        })
    }
  }

  var series: [SeriesPoint] {
    paths.flatMap { selection, seeds -> [SeriesPoint] in
      let accuracy = seeds[0].accuracy.indices.map { round in
        rows.point(
          key("accuracy", selection), x: Double(round), seeds.map { $0.accuracy[round] })
      }
      let quantities: [(String, (SelfTrainingRound.Selected) -> Double)] = [
        ("count", { Double($0.count) }), ("precision", { $0.precision }), ("avc", { $0.avc }),
        ("confidence", { $0.confidence }),
        ("norm", { $0.norm }),
      ]
      return accuracy
        + quantities.flatMap { quantity, value in
          seeds[0].selected.indices.map { round in
            rows.point(
              key(quantity, selection), x: Double(round + 1),
              seeds.map { value($0.selected[round]) })
          }
        }
    }
  }

  private func seeds(of selection: PseudoLabelSelection) -> [SelfTrainingPath]? {
    paths.first { $0.selection == selection }?.seeds
  }

  private func precision(_ seeds: [SelfTrainingPath]) -> [Double] {
    seeds.map { $0.selected.last?.precision ?? .nan }
  }
}
