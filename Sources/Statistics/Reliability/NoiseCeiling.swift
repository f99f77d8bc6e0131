internal import RealModule

/// How high a correlation with HSF can be, given that few annotators saw each image.
///
/// The noise ceiling is the coefficient that the images' true selection probability p would have with the
/// observed panel; dividing an observed coefficient by it gives the correlation with p. The reliability is the
/// coefficient between two independent full panels.
///
/// | Coefficient | Reliability | Ceiling | Exact? |
/// | ----------- | ----------- | ------- | ------ |
/// | Pearson | closed form, ``ClosedFormReliability`` | its square root | yes |
/// | Spearman | two panels of a fitted binomial mixture | a range: p against a panel, square root | no |
/// | Kendall | simulated panels of the mixture | square root of the reliability | a guide only |
///
/// For Spearman neither route is right for every population, and the result is the range between them. On
/// simulated truth with a normal latent difficulty the square root of the reliability misses by .02 with
/// 45 % of the images at 1 and by .07 with 66 %, p against a panel by less than .007; on the mixture fitted
/// to CIFAR-10H p against a panel corrects too much by .05, the square root by .01. Nor is p against a
/// panel the largest coefficient that a score can have: a function of p may order the ties of HSF better.
/// Spearman-Brown misses by up to .11 on HSF, because ties and the pile-up change with the number of votes,
/// and is no route. Kendall's tau is no product of a correlation and a ceiling: corrected values overstate
/// by .02 to .07. Votes that are unanimous for every image have no noise: the ceiling is 1.
///
/// The model is checked where the data can check it: ``halfModelled`` beside ``halfObserved``. It takes the
/// votes as independent given the image, and annotators as alike. Nothing is clipped and nothing
/// is corrected twice; the ceiling by ties alone is ``TieCeiling``.
public struct NoiseCeiling: Sendable, Equatable {
  /// How the reliability was found.
  public enum Source: String, Sendable {
    /// The closed form of Pearson.
    case closedForm = "closed form"
    /// The expectation under the fitted binomial mixture.
    case mixture = "model-based: binomial mixture"
    /// Nobody disagrees about any image.
    case unanimous = "votes without noise"
  }

  /// One ceiling by another route.
  public struct Alternative: Sendable, Equatable {
    /// What the route is.
    public let name: String
    /// The ceiling.
    public let ceiling: Double
  }

  /// The coefficient.
  public let method: CorrelationMethod
  /// How the reliability was found.
  public let source: Source
  /// The expected coefficient between two full panels.
  public let reliability: Double
  /// The mean coefficient between random halves of the observed panel.
  public let halfObserved: Double
  /// The same under the model; near ``halfObserved`` when the model fits.
  public let halfModelled: Double
  /// The noise ceiling by the first route; NaN where the reliability is negative.
  public let ceiling: Double
  /// Ceilings by other routes.
  public let alternatives: [Alternative]

  /// The least ceiling of all routes.
  public var lowest: Double { routes.min() ?? .nan }
  /// The largest ceiling of all routes.
  public var highest: Double { routes.max() ?? .nan }
  /// Whether the routes differ and none is right for every population, as with Spearman.
  public var isRange: Bool { method == .spearman && lowest < highest }

  private var routes: [Double] {
    ([ceiling] + alternatives.map(\.ceiling)).filter { !$0.isNaN }
  }

  /// A coefficient divided by the ceiling.
  public struct Corrected: Sendable, Equatable {
    /// The coefficient over the ceiling of the first route; may exceed 1 in size.
    public let value: Double
    /// The least value of all routes.
    public let lowest: Double
    /// The largest value of all routes.
    public let highest: Double
    /// Whether the result is the range from ``lowest`` to ``highest`` and not one value.
    public let isRange: Bool
    /// Whether the value lies outside -1...1.
    public var exceedsOne: Bool { abs(value) > 1 }
  }

  /// Estimates the ceiling.
  ///
  /// - Parameters:
  ///   - counts: The counts of all images; those with one annotator are left out.
  ///   - method: The coefficient.
  ///   - splits: The number of random splits for the observed halves.
  ///   - panels: The number of simulated panels, for Kendall.
  ///   - seed: The seed of all streams.
  ///   - threads: The most threads; nothing uses every processor.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` for fewer than 3 images with 2 annotators,
  ///   ``StatisticsError/constant(name:)`` when all have the same HSF,
  ///   ``StatisticsError/undefined(reason:)`` when every split has a constant half.
  public init(
    _ counts: SelectionCounts, method: CorrelationMethod, splits: Int = 100, panels: Int = 20,
    seed: UInt64 = 20_260_101, threads: Int? = nil
  ) throws(StatisticsError) {
    let counts = try counts.withTwoAnnotators()
    let closedForm = try ClosedFormReliability(counts)
    let halves = try RandomSplits(
      counts, splits: splits, seed: seed, methods: [method], threads: threads)
    let mixture = BinomialMixture(counts)
    let cellWeights = mixture.cells.map(\.weight)
    guard !counts.areUnanimous else {
      self.method = method
      source = method == .pearson ? .closedForm : .unanimous
      (reliability, ceiling, alternatives) = (1, 1, [])
      halfObserved = halves.meanHalf[method] ?? .nan
      halfModelled = 1
      return
    }
    let full = PanelExpectation(
      PanelLayout(mixture, halves: false), mixture, cellWeights: cellWeights)
    let half = PanelExpectation(
      PanelLayout(mixture, halves: true), mixture, cellWeights: cellWeights)
    self.method = method
    halfObserved = halves.meanHalf[method] ?? .nan
    var alternatives: [Alternative] = []
    let stepped = halves.steppedUp(method)
    if stepped >= 0, method == .pearson {
      alternatives.append(
        Alternative(name: "split halves, Spearman-Brown", ceiling: stepped.squareRoot()))
    }
    switch method {
    case .pearson:
      source = .closedForm
      reliability = closedForm.reliability
      ceiling = Self.root(closedForm.reliability)
      halfModelled = half.pearson
      if full.pearson >= 0 {
        alternatives.append(
          Alternative(name: "binomial mixture", ceiling: full.pearson.squareRoot()))
      }
    case .spearman:
      source = .mixture
      reliability = full.spearman
      ceiling = full.spearmanWithTruth
      halfModelled = half.spearman
      if full.spearman >= 0 {
        alternatives.append(
          Alternative(
            name: "square root of the reliability", ceiling: full.spearman.squareRoot()))
      }
    case .kendall:
      source = .mixture
      let simulated = SimulatedPanels(mixture, counts: counts)
      reliability = simulated.meanCoefficient(
        .kendall, halves: false, draws: panels, seed: seed &+ 1, threads: threads)
      ceiling = Self.root(reliability)
      halfModelled = simulated.meanCoefficient(
        .kendall, halves: true, draws: panels, seed: seed &+ 2, threads: threads)
    }
    self.alternatives = alternatives
  }

  private static func root(_ reliability: Double) -> Double {
    reliability >= 0 ? reliability.squareRoot() : .nan
  }

  /// Divides a coefficient by the ceiling of each route.
  ///
  /// - Parameter coefficient: The observed coefficient of a score with HSF.
  /// - Returns: The corrected value with its range; NaN without a ceiling.
  public func corrected(_ coefficient: Double) -> Corrected {
    let all = routes.map { coefficient / $0 }
    return Corrected(
      value: coefficient / ceiling, lowest: all.min() ?? .nan, highest: all.max() ?? .nan,
      isRange: isRange)
  }
}
