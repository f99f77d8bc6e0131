/// The correlation of two halves of a panel, stepped up to the whole.
public struct SplitHalf: Sendable, Equatable {
  /// Pearson's r between the halves.
  public let pearson: Double
  /// Spearman's rho between the halves.
  public let spearman: Double

  /// The reliability of the whole from Pearson's r, 2 r/(1 + r); NaN for r = -1.
  public var reliability: Double { Self.stepUp(pearson) }
  /// The same formula for rho, which is only a rough guide; see ``NoiseCeiling``.
  public var reliabilityFromSpearman: Double { Self.stepUp(spearman) }

  /// Correlates two halves.
  ///
  /// - Parameters:
  ///   - first: The measure from the first half of the panel, one value an image.
  ///   - second: The measure from the second half.
  /// - Throws: The errors of ``CorrelationBootstrap``, for example a constant half.
  public init(_ first: [Double], _ second: [Double]) throws(StatisticsError) {
    pearson = try SharedSample(.pearson, scores: [first], human: second).estimates[0]
    spearman = try SharedSample(.spearman, scores: [first], human: second).estimates[0]
  }

  static func stepUp(_ r: Double) -> Double { r > -1 ? 2 * r / (1 + r) : .nan }
}

/// Many random splits of a panel into halves, averaged before stepping up.
///
/// Averaging the half correlations first and applying Spearman-Brown to the mean avoids the bias of
/// averaging stepped-up values. The range over splits tells how much one split would have mattered; it
/// is not a confidence interval.
public struct RandomSplits: Sendable, Equatable {
  /// How the panel was split.
  public enum Kind: String, Sendable {
    /// The votes of each image by themselves, from counts (a hypergeometric draw).
    case votes = "votes within images"
    /// The annotators, each with all their answers.
    case annotators
  }

  /// How the panel was split.
  public let kind: Kind
  /// The number of splits.
  public let splits: Int
  /// The mean half correlation of each coefficient; NaN where a half was constant in every split.
  public let meanHalf: [CorrelationMethod: Double]
  /// The 2.5 % and 97.5 % quantiles of the half correlation over splits.
  public let spread: [CorrelationMethod: Interval]
  /// The mean number of images in a split.
  public let imagesUsed: Double

  /// Returns the mean half correlation stepped up by Spearman-Brown.
  ///
  /// - Parameter method: The coefficient; the formula holds for Pearson and fails for the others on HSF.
  /// - Returns: The stepped-up value.
  public func steppedUp(_ method: CorrelationMethod) -> Double {
    SplitHalf.stepUp(meanHalf[method] ?? .nan)
  }

  /// Splits the votes of each image at random into two halves.
  ///
  /// The number of selections in the first half is hypergeometric; with an odd number of votes the
  /// odd one goes to either half, and the stepped-up value is then a little too low (by .007 at 5
  /// votes and a reliability of .5). Images with fewer than 2 votes are left out.
  ///
  /// - Parameters:
  ///   - counts: The counts of all images.
  ///   - splits: The number of splits.
  ///   - seed: The seed; each split has its own stream.
  ///   - methods: The coefficients to compute.
  ///   - threads: The most threads; nothing uses every processor.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` for fewer than one split or 3 images with
  ///   2 votes, ``StatisticsError/undefined(reason:)`` when every split has a constant half.
  /// - Complexity: O(splits * (votes + images log images)).
  public init(
    _ counts: SelectionCounts, splits: Int = 100, seed: UInt64 = 20_260_101,
    methods: [CorrelationMethod] = CorrelationMethod.allCases, threads: Int? = nil
  ) throws(StatisticsError) {
    let counts = try counts.withTwoAnnotators()
    try self.init(
      .votes, splits: splits, seed: seed, methods: methods, threads: threads
    ) { generator in
      var first = [Double](repeating: 0, count: counts.count)
      var second = first
      for image in first.indices {
        let shown = counts.shown[image]
        var half = shown / 2
        if !shown.isMultiple(of: 2), generator.next() & 1 != 0 { half += 1 }
        let drawn = Self.hypergeometric(
          selected: counts.selected[image], shown: shown, drawn: half, using: &generator)
        first[image] = Double(drawn) / Double(half)
        second[image] = Double(counts.selected[image] - drawn) / Double(shown - half)
      }
      return (first, second)
    }
  }

  /// Splits the annotators at random into two halves.
  ///
  /// Images without an answer in one of the halves take no part in that split.
  ///
  /// - Parameters:
  ///   - raters: The answers.
  ///   - splits: The number of splits.
  ///   - seed: The seed; each split has its own stream.
  ///   - methods: The coefficients to compute.
  ///   - threads: The most threads; nothing uses every processor.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` for fewer than one split or 2 annotators,
  ///   ``StatisticsError/undefined(reason:)`` when no split has a value.
  /// - Complexity: O(splits * (answers + images log images)).
  public init(
    raters: RaterSelections, splits: Int = 100, seed: UInt64 = 20_260_101,
    methods: [CorrelationMethod] = CorrelationMethod.allCases, threads: Int? = nil
  ) throws(StatisticsError) {
    guard raters.raterCount >= 2 else { throw .tooFewValues(needed: 2, got: raters.raterCount) }
    try self.init(
      .annotators, splits: splits, seed: seed, methods: methods, threads: threads
    ) { generator in
      var order = Array(0..<raters.raterCount)
      order.shuffle(using: &generator)
      var selected = [Int](repeating: 0, count: 2 * raters.imageCount)
      var shown = selected
      for (position, rater) in order.enumerated() {
        let half = position < raters.raterCount / 2 ? 0 : raters.imageCount
        for entry in raters.offsets[rater]..<raters.offsets[rater + 1] {
          selected[half + Int(raters.images[entry])] += Int(raters.selected[entry])
          shown[half + Int(raters.images[entry])] += Int(raters.shown[entry])
        }
      }
      var first: [Double] = []
      var second: [Double] = []
      for image in 0..<raters.imageCount {
        let other = raters.imageCount + image
        guard shown[image] > 0, shown[other] > 0 else { continue }
        first.append(Double(selected[image]) / Double(shown[image]))
        second.append(Double(selected[other]) / Double(shown[other]))
      }
      return (first, second)
    }
  }

  private init(
    _ kind: Kind, splits: Int, seed: UInt64, methods: [CorrelationMethod], threads: Int?,
    halves: @Sendable (inout SplitMix64) -> ([Double], [Double])
  ) throws(StatisticsError) {
    guard splits >= 1 else { throw .tooFewValues(needed: 1, got: splits) }
    let rows = Parallel.mapResamples(count: splits, threads: threads) { split -> [Double] in
      var generator = SplitMix64(seed: seed, stream: split)
      let (first, second) = halves(&generator)
      let a = CodedVariable(first, needsMoments: methods.contains(.pearson))
      let b = CodedVariable(second, needsMoments: methods.contains(.pearson))
      let ones = [Int32](repeating: 1, count: first.count)
      var engine = WeightedCorrelation()
      let usable = first.count >= 3 && !a.isConstant && !b.isConstant
      return [Double(first.count)]
        + methods.map { method in
          usable ? engine.estimate(method, a, b, weights: ones, total: first.count) : .nan
        }
    }
    var means: [CorrelationMethod: Double] = [:]
    var spreads: [CorrelationMethod: Interval] = [:]
    for (index, method) in methods.enumerated() {
      let values = rows.map { $0[index + 1] }.filter { !$0.isNaN }.sorted()
      guard !values.isEmpty else {
        throw .undefined(reason: "in every split a half has the same value for all images")
      }
      means[method] = values.reduce(0, +) / Double(values.count)
      spreads[method] = Interval(
        low: Quantile.type7(values, 0.025), high: Quantile.type7(values, 0.975), level: 0.95,
        method: "range over splits")
    }
    self.kind = kind
    self.splits = splits
    meanHalf = means
    spread = spreads
    imagesUsed = rows.reduce(0) { $0 + $1[0] } / Double(splits)
  }

  /// The selections among `drawn` votes taken from `shown` without replacement.
  private static func hypergeometric(
    selected: Int, shown: Int, drawn: Int, using generator: inout SplitMix64
  ) -> Int {
    var selectedLeft = selected
    var left = shown
    var result = 0
    for _ in 0..<drawn {
      if selectedLeft == 0 { break }
      if selectedLeft == left {
        // All that is left is selected.
        return result + (drawn - (shown - left))
      }
      if generator.next(below: left) < selectedLeft {
        selectedLeft -= 1
        result += 1
      }
      left -= 1
    }
    return result
  }
}
