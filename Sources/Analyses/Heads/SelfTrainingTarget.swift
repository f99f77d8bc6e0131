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

  var estimates: [EstimateResult] {
    get throws {
      let baseline = paths[0].seeds.map { $0.accuracy[0] }
      var output = [rows.mean("accuracy_source_only", of: name, baseline)]
      for (selection, seeds) in paths {
        output.append(rows.mean("accuracy_\(word(selection))", of: name, seeds.map(\.final)))
      }
      for (first, second) in Self.pairs {
        guard let a = seeds(of: first), let b = seeds(of: second) else { continue }
        output.append(
          rows.difference(
            "accuracy_\(word(first))_minus_\(word(second))", of: name, a.map(\.final),
            b.map(\.final)))
      }
      for (selection, seeds) in paths {
        output.append(
          rows.difference(
            "accuracy_\(word(selection))_minus_source_only", of: name, seeds.map(\.final),
            baseline))
      }
      for (selection, seeds) in paths {
        output.append(rows.mean("precision_\(word(selection))", of: name, precision(seeds)))
      }
      return output + (try pairedByImage)
    }
  }

  /// AVC against confidence, paired by image.
  private var pairedByImage: [EstimateResult] {
    get throws {
      guard let avc = seeds(of: .avc), let confidence = seeds(of: .confidence) else { return [] }
      let difference = "avc_minus_confidence"
      var output = [
        rows.difference(
          "precision_\(difference)", of: name, precision(avc), precision(confidence)),
        rows.overImages(
          "accuracy_\(difference)", of: name, avc.map(\.correct), confidence.map(\.correct)),
      ]
      for (seed, pair) in zip(avc, confidence).enumerated() {
        output.append(
          try rows.withinSeed(
            "accuracy_\(difference)", of: "\(name), seed \(seed + 1)", pair.0.correct,
            pair.1.correct))
      }
      return output
    }
  }

  var series: [SeriesPoint] {
    paths.flatMap { selection, seeds -> [SeriesPoint] in
      let curve = "\(name):\(selection.rawValue)"
      let accuracy = seeds[0].accuracy.indices.map { round in
        rows.point("\(curve):accuracy", x: Double(round), seeds.map { $0.accuracy[round] })
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
              "\(curve):\(quantity)", x: Double(round + 1), seeds.map { value($0.selected[round]) })
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

  private func word(_ selection: PseudoLabelSelection) -> String {
    selection == .trueLabels ? "true_labels" : selection.rawValue
  }
}
