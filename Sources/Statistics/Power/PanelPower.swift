internal import RealModule

/// How many images, or classes, a comparison of two scores needs with panels of another size.
///
/// A pilot has votes and two scores of the same images. Panels of k annotators are drawn from its votes
/// without replacement; each gives the difference of strengths and its variance, and their means over
/// draws are the plan's. No formula steps a rank correlation down to fewer votes: Spearman-Brown makes that
/// of five votes a third of what it is. Panels larger than the pilot's are not to be had from it: there
/// the difference grows as the square root of the reliability in the fitted binomial mixture.
///
/// With images as the sample the squared error of the difference is v/n. With classes as a sample
/// it is c/G + v_w/n for n images of G classes, v_w the variance within classes and c what leaving
/// out one class at a time finds beyond it: no number of images of a few classes takes it below c/G.
public struct PanelPower: Sendable {
  /// The most annotators of a panel; all the frequencies that it can find are laid out in memory.
  public static let largest = 10_000

  /// What the pilot says about panels of one size.
  public struct Panel: Sendable, Equatable {
    /// The annotators per image.
    public let annotators: Int
    /// The expected coefficient between two such panels.
    public let reliability: Double
    /// The difference of strengths, the first less the second.
    public let difference: Double
    /// n times the squared error of the difference, images independent.
    public let varianceOfImage: Double
    /// The same within these classes; nil without classes.
    public let varianceWithinClasses: Double?
    /// The squared error that is left with the pilot's classes and any number of images; nil without.
    public let errorOfClasses: Double?
  }

  /// How many images or classes reach a power.
  public struct Plan: Sendable, Equatable {
    /// The fewest images; nil when no number suffices.
    public let images: Int?
    /// The power with that many images, or with any number where none suffices.
    public let power: Double
    /// With classes as a sample, the fewest classes with as many images each as the pilot has.
    public let classes: Int?
  }

  /// The number of images of the pilot.
  public let images: Int
  /// The number of classes of the pilot; 0 where they are not known.
  public let classes: Int
  private let method: CorrelationMethod
  private let scores: [[Double]]
  private let counts: SelectionCounts
  private let classOfImage: [Int]?
  private let mixture: BinomialMixture
  private let draws: Int
  private let seed: UInt64
  private let threads: Int?

  /// Takes the pilot.
  ///
  /// - Parameters:
  ///   - method: The coefficient.
  ///   - first: The first score, higher = harder, one value an image.
  ///   - second: The second score, higher = harder.
  ///   - counts: The votes of the same images.
  ///   - classes: The class of each image, for plans with classes as a sample.
  ///   - draws: The number of panels drawn of each size.
  ///   - seed: What they are drawn from.
  ///   - threads: The most threads; nothing uses every processor.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``, and the errors of
  ///   ``JointCorrelations``.
  public init(
    _ method: CorrelationMethod, _ first: [Double], _ second: [Double], counts: SelectionCounts,
    classes: [Int]? = nil, draws: Int = 60, seed: UInt64, threads: Int? = nil
  ) throws(StatisticsError) {
    for length in [first.count, second.count, classes?.count ?? counts.count]
    where length != counts.count {
      throw .lengthMismatch(expected: counts.count, got: length)
    }
    guard draws >= 1 else { throw .tooFewValues(needed: 1, got: draws) }
    self.method = method
    scores = [first, second]
    self.counts = counts
    classOfImage = classes
    images = counts.count
    self.classes = classes.map { Set($0).count } ?? 0
    mixture = BinomialMixture(counts)
    self.draws = draws
    self.seed = seed
    self.threads = threads
  }

  /// Returns what panels of a size would show.
  ///
  /// - Parameter annotators: The annotators per image, from 1 to ``largest``.
  /// - Returns: The means over the drawn panels.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` without annotators,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for more than ``largest``, and the errors of
  ///   ``JointCorrelations`` for a drawn panel.
  /// - Complexity: O(draws * images log images), with classes times their number.
  public func panel(annotators: Int) throws(StatisticsError) -> Panel {
    guard annotators >= 1 else { throw .tooFewValues(needed: 1, got: annotators) }
    guard annotators <= Self.largest else {
      throw .outOfRange(
        name: "annotators", value: Double(annotators), allowed: "at most \(Self.largest)")
    }
    let rows = try Parallel.mapResamples(count: draws, threads: threads) {
      (draw) throws(StatisticsError) -> [Double] in
      var generator = SplitMix64(seed: seed, stream: draw)
      let human = panel(of: annotators, using: &generator)
      let joint = try JointCorrelations(
        method, scores: scores, directions: [.higherIsHarder, .higherIsHarder], human: human,
        humanDirection: .higherIsEasier, threads: 1)
      let n = Double(images)
      let overall = joint.difference(0, 1, try joint.covariance(.images))
      var row = [overall.estimate, n * overall.standardError * overall.standardError]
      if let classOfImage, classes >= 3 {
        let within = joint.difference(0, 1, try joint.covariance(.classesFixed(classOfImage)))
        let random = joint.difference(
          0, 1, try joint.covariance(.classesRandomDeleteOne(classOfImage)))
        let part = within.standardError * within.standardError
        row += [n * part, random.standardError * random.standardError - part]
      }
      return row
    }
    let means = rows[0].indices.map { place in
      rows.reduce(0) { $0 + $1[place] } / Double(draws)
    }
    let reliability = reliability(PanelLayout(mixture, votes: annotators), votes: annotators)
    var gain = 1.0
    if counts.shown.contains(where: { $0 < annotators }) {
      let drawn = self.reliability(PanelLayout(mixture, atMost: annotators), votes: nil)
      if drawn > 0, reliability > drawn { gain = (reliability / drawn).squareRoot() }
    }
    return Panel(
      annotators: annotators, reliability: reliability, difference: means[0] * gain,
      varianceOfImage: means[1],
      varianceWithinClasses: means.count > 2 ? means[2] : nil,
      errorOfClasses: means.count > 3 ? max(0, means[3]) : nil)
  }

  /// Returns the fewest images, and classes, that reach a power.
  ///
  /// - Parameters:
  ///   - panel: What panels of the size show.
  ///   - power: The power to reach, above alpha and below 1.
  ///   - alpha: The two-sided level of the test.
  ///   - classesAreSample: Whether the claim is about classes in general.
  /// - Returns: The plan.
  /// - Throws: ``StatisticsError/outOfRange(name:value:allowed:)`` for such a power or level,
  ///   ``StatisticsError/undefined(reason:)`` without a difference or, with classes as a sample,
  ///   fewer than three classes in the pilot.
  public func plan(
    _ panel: Panel, power: Double = 0.8, alpha: Double = 0.05, classesAreSample: Bool
  ) throws(StatisticsError) -> Plan {
    guard alpha > 0, alpha < 1 else {
      throw .outOfRange(name: "alpha", value: alpha, allowed: "between 0 and 1")
    }
    guard power > alpha, power < 1 else {
      throw .outOfRange(name: "power", value: power, allowed: "above alpha and below 1")
    }
    guard panel.difference != 0 else {
      throw .undefined(
        reason: "the pilot's two strengths are equal, so no number of images shows it")
    }
    let size = abs(panel.difference)
    guard classesAreSample else {
      func reached(_ images: Int) -> Double {
        Self.chance(size, error: (panel.varianceOfImage / Double(images)).squareRoot(), alpha, nil)
      }
      let images = Self.fewest(from: 4) { reached($0) >= power }
      return Plan(images: images, power: images.map(reached) ?? alpha, classes: nil)
    }
    guard let within = panel.varianceWithinClasses, let between = panel.errorOfClasses else {
      throw .undefined(reason: "a sample of classes needs three classes in the pilot")
    }
    func reached(_ images: Double, _ count: Int) -> Double {
      let error = between * Double(classes) / Double(count) + within / images
      return Self.chance(size, error: error.squareRoot(), alpha, Double(count - 1))
    }
    let most = reached(.infinity, classes)
    let images =
      most < power
      ? nil : Self.fewest(from: classes) { reached(Double($0), classes) >= power }
    let each = Double(self.images) / Double(classes)
    let needed = Self.fewest(from: 3) { count in
      reached(each * Double(count), count) >= power
    }
    return Plan(
      images: images, power: images.map { reached(Double($0), classes) } ?? most,
      classes: needed)
  }

  // MARK: - Panels

  /// The expected coefficient of two panels under the mixture; without votes, of two observed panels.
  private func reliability(_ layout: PanelLayout, votes: Int?) -> Double {
    if counts.areUnanimous { return 1 }
    guard method != .kendall else {
      return SimulatedPanels(mixture, counts: counts).meanCoefficient(
        .kendall, votes: votes, draws: draws, seed: seed &+ 1, threads: threads)
    }
    let expected = PanelExpectation(
      layout, mixture, cellWeights: mixture.cells.map(\.weight))
    return method == .pearson ? expected.pearson : expected.spearman
  }

  /// The frequencies that a panel of at most the size finds.
  private func panel(of annotators: Int, using generator: inout SplitMix64) -> [Double] {
    (0..<images).map { image in
      var (votes, selected) = (counts.shown[image], counts.selected[image])
      let size = min(annotators, votes)
      var drawn = 0
      for _ in 0..<size {
        if generator.next(below: votes) < selected {
          drawn += 1
          selected -= 1
        }
        votes -= 1
      }
      return Double(drawn) / Double(size)
    }
  }

  // MARK: - Power

  /// The chance of a significant difference; the t test as a normal one beyond its own quantile.
  private static func chance(
    _ difference: Double, error: Double, _ alpha: Double, _ df: Double?
  ) -> Double {
    guard error > 0 else { return 1 }
    let limit = df.map { -StudentT.quantile(alpha / 2, df: $0) } ?? -Normal.quantile(alpha / 2)
    let shift = difference / error
    return Normal.survival(limit - shift) + Normal.survival(limit + shift)
  }

  /// The fewest of something that suffices, at most 1e12; nil when that is not enough.
  private static func fewest(from start: Int, _ suffices: (Int) -> Bool) -> Int? {
    var high = start
    while !suffices(high) {
      guard high < 1_000_000_000_000 else { return nil }
      high *= 2
    }
    var low = max(start, high / 2)
    while low < high {
      let middle = (low + high) / 2
      if suffices(middle) { high = middle } else { low = middle + 1 }
    }
    return high
  }
}
