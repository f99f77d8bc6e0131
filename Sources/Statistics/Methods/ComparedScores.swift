/// Two scores against one human measure on the same images, ranked once for every test of their
/// difference.
///
/// Everything is turned so that higher = harder, so that a score that falls with hardness and one that
/// rises are compared by their strengths.
public struct ComparedScores: Sendable {
  /// The coefficient.
  public let method: CorrelationMethod
  /// The first score, higher = harder.
  public let first: [Double]
  /// The second score, higher = harder.
  public let second: [Double]
  /// The human measure, higher = harder.
  public let human: [Double]
  /// The class of each image, where it is known.
  public let classes: [Int]?
  /// Both scores with their influence values.
  public let joint: JointCorrelations
  /// The correlation between the two scores.
  public let between: Double

  /// Turns and ranks the scores.
  ///
  /// - Parameters:
  ///   - method: The coefficient.
  ///   - first: The first score, one value an image.
  ///   - second: The second score.
  ///   - directions: The directions of the two scores.
  ///   - human: The human measure, one value an image.
  ///   - humanDirection: Its direction; HSF is higher = easier.
  ///   - classes: The class of each image, for the tests that need it.
  ///   - threads: The most threads; nothing uses every processor.
  /// - Throws: The errors of ``JointCorrelations`` and of the coefficient.
  public init(
    _ method: CorrelationMethod, _ first: [Double], _ second: [Double],
    directions: (JointCorrelations.Direction, JointCorrelations.Direction), human: [Double],
    humanDirection: JointCorrelations.Direction, classes: [Int]? = nil, threads: Int? = nil
  ) throws(StatisticsError) {
    func turned(_ values: [Double], _ direction: JointCorrelations.Direction) -> [Double] {
      direction == .higherIsHarder ? values : values.map { -$0 }
    }
    self.method = method
    self.first = turned(first, directions.0)
    self.second = turned(second, directions.1)
    self.human = turned(human, humanDirection)
    self.classes = classes
    joint = try JointCorrelations(
      method, scores: [self.first, self.second], directions: [.higherIsHarder, .higherIsHarder],
      human: self.human, humanDirection: .higherIsHarder, threads: threads)
    between = try method.correlation(self.first, self.second).coefficient
  }

  /// The strength of the first score.
  public var strengthA: Double { joint.strengths[0] }

  /// The strength of the second score.
  public var strengthB: Double { joint.strengths[1] }

  /// The three correlations of the formulas for dependent correlations.
  ///
  /// - Returns: The coefficients as if they were Pearson's.
  /// - Throws: The errors of ``DependentCorrelations``.
  public func coefficients() throws(StatisticsError) -> DependentCorrelations {
    try DependentCorrelations(
      first: strengthA, second: strengthB, between: between, n: joint.imageCount)
  }

  /// The class of each image; nothing is guessed.
  func requiredClasses(_ test: String) throws(StatisticsError) -> [Int] {
    guard let classes else {
      throw .undefined(reason: "the test \(test) needs the class of each image")
    }
    return classes
  }
}
