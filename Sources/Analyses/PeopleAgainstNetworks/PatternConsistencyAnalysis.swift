internal import RealModule
internal import Statistics
package import StudyValues

/// Whether networks find the same images hard, and hard to tell from the same other classes, as people do:
/// noise-corrected consistency of the patterns i1 and i2.
///
/// The pattern of a panel is the sensitivity d' of each image (`i1`), or of each image against each other
/// class (`i2`), with the mean of its class (and other class) taken off; see `ObjectPatterns`. A
/// network's pattern comes from its probabilities, people's from votes over classes, which are cut into
/// halves `splits` times. With the pattern as `method`:
///
/// | quantity | what |
/// | --- | --- |
/// | `pattern_consistency_raw` | the mean correlation with half of the panel; of `other people` that of the other half |
/// | `pattern_ceiling` | the square root of the mean correlation of two halves |
/// | `pattern_consistency` | raw over ceiling, not clipped, signs kept; 1 for other people by definition |
/// | `capped_share` | the share of the values that were cut at d' = 5 or -5, of the network or of a half |
///
/// Intervals are over images and over classes. Source: Rajalingham et al. 2018,
/// doi:10.1523/JNEUROSCI.0388-18.2018.
///
/// Keys: `patterns` (`[i1, i2]`), `models` (all), `populations` (`[images, classes-random]`), `splits` (20),
/// `set`.
package struct PatternConsistencyAnalysis: Analysis {
  package static let kind = "pattern-consistency"
  package static let words: [Prose] = [
    """
    Two networks of equal accuracy can find other images hard. The pattern i1 has one sensitivity an image, i2 \
    one for each image and class that it could be taken for, both without the means of classes. *Corrected* is \
    the correlation with half of the people over the ceiling that half of the people sets \
    [@rajalingham2018]; it is not cut at 1.
    """
  ]

  /// The patterns.
  package var patterns: [String] = ["i1", "i2"]
  /// The networks, all of them when empty.
  package var models: [String] = []
  /// What is a random sample; each gives a row.
  package var populations: [Population] = [.images, .classesRandom]
  /// The number of random cuts.
  package var splits = 20
  /// The annotation set; the default one when absent.
  package var annotationSet: String?

  /// The manifest's names of the fields.
  package enum CodingKeys: String, CodingKey, CaseIterable {
    case patterns, models, populations, splits
    case annotationSet = "set"
  }

  /// A pattern as manifests write it.
  private enum Word: String, Decodable, CaseIterable { case i1, i2 }

  /// Computes the rows.
  package func run(
    id: String, on data: some AnalysisData, decisions: AnalysisDecisions
  ) throws -> AnalysisOutput {
    var output = output(id)
    var hasPeople: Set<String> = []
    try VotedLogits.forEach(of: models, annotationSet: annotationSet, on: data, into: &output) {
      network, output in
      let key = ResultKey(
        analysis: id, quantity: "", annotationSet: network.table.key.annotationSet,
        model: network.table.key.model)
      for pattern in patterns.compactMap(PatternConsistency.Pattern.init) {
        do {
          let found = try PatternConsistency(
            pattern, votes: network.votes(),
            shares: Self.softmax(network.values, classes: network.classCount),
            truth: network.table.targetClass, splits: max(1, splits), seed: decisions.seed,
            threads: decisions.threads)
          let key = key.with { $0.method = pattern.rawValue }
          output.estimates += rows(found, key, decisions)
          if hasPeople.insert(pattern.rawValue).inserted {
            output.estimates += people(found, key, decisions)
          }
        } catch {
          output.notes.append("no data: \(network.table.key.model), \(pattern.rawValue): \(error)")
        }
      }
    }
    return output
  }

  private static func softmax(_ logits: [Double], classes: Int) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(logits.count)
    for start in stride(from: 0, to: logits.count, by: classes) {
      let row = logits[start..<start + classes]
      let most = row.max() ?? 0
      let powers = row.map { Double.exp($0 - most) }
      let sum = powers.reduce(0, +)
      result += powers.map { $0 / sum }
    }
    return result
  }

  private func rows(
    _ found: PatternConsistency, _ key: ResultKey, _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    let ceiling = EstimateResult(
      key.with { $0.quantity = "pattern_ceiling" },
      value: found.ceiling.isNaN ? nil : found.ceiling, bound: "upper", n: Int(found.values),
      note: found.ceiling.isNaN
        ? "the halves of the panel do not agree, so nothing can be corrected"
        : "halves of the panel correlate \(Verdict.number(found.halves))")
    let capped = EstimateResult(
      key.with { $0.quantity = "capped_share" }, value: found.networkCappedShare,
      n: Int(found.values), note: "of the network's values")
    return estimates(.raw, "pattern_consistency_raw", found, key, decisions) + [ceiling]
      + estimates(.corrected, "pattern_consistency", found, key, decisions) + [capped]
  }

  /// People like a network: the other half in its place.
  private func people(
    _ found: PatternConsistency, _ key: ResultKey, _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    let key = key.with { $0.model = ErrorConsistencyAnalysis.otherPeople }
    return estimates(.halves, "pattern_consistency_raw", found, key, decisions) + [
      EstimateResult(
        key.with { $0.quantity = "capped_share" }, value: found.cappedShare, n: Int(found.values),
        note: "of the values of a half")
    ]
  }

  private func estimates(
    _ part: PatternConsistency.Part, _ quantity: String, _ found: PatternConsistency,
    _ key: ResultKey, _ decisions: AnalysisDecisions
  ) -> [EstimateResult] {
    populations.map { population in
      var row = EstimateResult(
        key.with { ($0.quantity, $0.population) = (quantity, population) }, value: nil,
        n: Int(found.values), note: "mean over \(max(1, splits)) random cuts of the panel")
      guard part != .corrected || !found.ceiling.isNaN else {
        row.note = "there is no ceiling"
        return row
      }
      do {
        let covariance = try found.covariance(Populations.design(population, found.classes))
        let estimate = found.estimate(part, covariance)
        let interval = try estimate.interval(level: 1 - decisions.alpha)
        row.value = estimate.estimate
        (row.standardError, row.df) = (estimate.standardError, estimate.df)
        (row.low, row.high, row.interval) = (interval.low, interval.high, interval.method)
      } catch {
        row.addNote("\(error)")
      }
      return row
    }
  }

  package func networks(among all: [String]) -> [String] { models.isEmpty ? all : models }

  /// Raw, ceiling and corrected side by side, then everything.
  package func tables(of output: AnalysisOutput) -> [TableSpecification] {
    let leading = populations.last
    return TableSpecification.pivot(
      "patterns",
      "Correlation with half of the people, raw, its ceiling and corrected; interval over \(leading?.rawValue ?? "images").",
      Pivot(
        by: ["method", "model"],
        [
          .init("pattern_consistency_raw", "Raw", .coefficient(decimals: 3)).showing([.interval]),
          .init("pattern_ceiling", "Ceiling", .coefficient(decimals: 3)),
          .init("pattern_consistency", "Corrected", .coefficient(decimals: 3))
            .showing([.interval]),
          .init("capped_share", "Cut at 5", .coefficient(decimals: 3)),
        ]),
      output.estimates.filter { $0.key.population == nil || $0.key.population == leading }
    ).showing(["method": "Pattern"])
      + TableSpecification.estimates(output.estimates, "The same for every population.")
  }
}

extension PatternConsistencyAnalysis {
  /// Reads a mapping.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    patterns =
      try fields.decodeIfPresent([Word].self, forKey: .patterns)?.map(\.rawValue) ?? patterns
    try fields.read(.models, into: &models)
    populations = try Populations.read(decoder) ?? populations
    try fields.read(.splits, into: &splits)
    try fields.read(.annotationSet, into: &annotationSet)
  }
}
