/// Confidence against accuracy in bins: the reliability diagram and the errors that sum it up.
///
/// ```text
/// ECE = sum_b n_b/n |accuracy_b - confidence_b|     expected calibration error (L1)
/// MCE = max_b |accuracy_b - confidence_b|           maximum over bins that have images
/// RMS = sqrt(sum_b n_b/n (accuracy_b - confidence_b)^2)
/// ```
///
/// With bins of equal mass ECE is also called the adaptive calibration error (ACE). The signed gap
/// is confidence - accuracy: above 0 overconfident, below 0 underconfident. All of them depend on
/// the bins, and ECE of a perfectly calibrated network is above 0: see ``CalibrationBias``.
///
/// Degenerate cases: a bin without images has no accuracy, no confidence and no gap, and enters no
/// sum. Images of equal confidence are never cut apart, so bins of equal mass may be fewer than
/// asked for.
///
/// Source: Naeini, Cooper & Hauskrecht 2015, AAAI 29:2901-2907; Guo et al. 2017, arXiv 1706.04599;
/// Nixon et al. 2019, arXiv 1904.01685.
public struct CalibrationTable: Sendable, Equatable {
  /// How the range of confidence is cut.
  public enum Binning: Sendable, Equatable {
    /// Bins of equal width over 0...1 with edges k / bins; an edge belongs to the bin below it, 0
    /// to the first bin (Guo et al.).
    case equalWidth(Int)
    /// The same with an edge in the bin above it, and 1 in the last bin.
    case equalWidthLeftClosed(Int)
    /// Bins of as equal a number of images as ties allow.
    case equalMass(Int)
  }

  /// One bin.
  public struct Bin: Sendable, Equatable {
    /// The lower edge; for bins of equal mass the lowest confidence in the bin.
    public let lower: Double
    /// The upper edge; for bins of equal mass the highest confidence in the bin.
    public let upper: Double
    /// The number of images.
    public let n: Int
    /// The number of correct images.
    public let correct: Int
    /// The share of correct images; nil without images.
    public let accuracy: Double?
    /// The mean confidence; nil without images.
    public let confidence: Double?
    /// Mean confidence minus accuracy: above 0 is overconfident; nil without images.
    public let gap: Double?
    /// The Wilson interval of the accuracy; nil without images.
    public let interval: Interval?
  }

  /// The bins in ascending order, empty ones included.
  public let bins: [Bin]
  /// The number of images.
  public let n: Int
  /// The share of correct images.
  public let accuracy: Double
  /// The mean confidence.
  public let confidence: Double
  /// The bin of each image.
  public let binOfImage: [Int32]

  /// Mean confidence minus accuracy over all images: above 0 is overconfident.
  public var signedGap: Double { confidence - accuracy }
  /// The expected calibration error; with bins of equal mass, ACE.
  public var expectedError: Double {
    bins.reduce(0) { $0 + Double($1.n) / Double(n) * abs($1.gap ?? 0) }
  }
  /// The maximum calibration error.
  public var maximumError: Double { bins.reduce(0) { max($0, abs($1.gap ?? 0)) } }
  /// The root mean square calibration error.
  public var rootMeanSquareError: Double {
    bins.reduce(0) { $0 + Double($1.n) / Double(n) * ($1.gap ?? 0) * ($1.gap ?? 0) }.squareRoot()
  }
  /// The mean square calibration error less its sampling part; about unbiased, may be below 0.
  ///
  /// The sampling part is accuracy (1 - accuracy)/(n_b - 1) in each bin; bins with one image are
  /// left out.
  ///
  /// Source: Kumar, Liang & Ma 2019, arXiv 1909.10155, definition 5.2.
  public var debiasedSquareError: Double {
    bins.reduce(0) { sum, bin in
      guard bin.n > 1, let gap = bin.gap, let accuracy = bin.accuracy else { return sum }
      let sampling = accuracy * (1 - accuracy) / Double(bin.n - 1)
      return sum + Double(bin.n) / Double(n) * (gap * gap - sampling)
    }
  }

  /// Fills the bins.
  ///
  /// - Parameters:
  ///   - confidence: The probability that the network gives its own answer, in 0...1.
  ///   - correct: Whether that answer is right.
  ///   - binning: How the range is cut; at least one bin.
  ///   - level: The nominal coverage of the bins' intervals.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/emptyInput(name:)``, ``StatisticsError/notANumber(name:index:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for a confidence outside 0...1 or fewer
  ///   than one bin, ``StatisticsError/invalidLevel(level:)``.
  /// - Complexity: O(n) for equal width, O(n log n) for equal mass.
  public init(
    confidence: [Double], correct: [Bool], binning: Binning = .equalWidth(15),
    level: Double = 0.95
  ) throws(StatisticsError) {
    guard confidence.count == correct.count else {
      throw .lengthMismatch(expected: confidence.count, got: correct.count)
    }
    guard !confidence.isEmpty else { throw .emptyInput(name: "confidence") }
    for (image, value) in confidence.enumerated() where !(value >= 0 && value <= 1) {
      if value.isNaN { throw .notANumber(name: "confidence", index: image) }
      throw .outOfRange(name: "confidence \(image)", value: value, allowed: "in 0...1")
    }
    let assignment = try BinAssignment(confidence, binning)
    var counts = [Int](repeating: 0, count: assignment.edges.count)
    var right = counts
    var sums = [Double](repeating: 0, count: assignment.edges.count)
    for (image, bin) in assignment.bins.enumerated() {
      counts[Int(bin)] += 1
      right[Int(bin)] += correct[image] ? 1 : 0
      sums[Int(bin)] += confidence[image]
    }
    var bins: [Bin] = []
    for (index, edge) in assignment.edges.enumerated() {
      guard counts[index] > 0 else {
        bins.append(
          Bin(
            lower: edge.lower, upper: edge.upper, n: 0, correct: 0, accuracy: nil, confidence: nil,
            gap: nil, interval: nil))
        continue
      }
      let size = Double(counts[index])
      bins.append(
        Bin(
          lower: edge.lower, upper: edge.upper, n: counts[index], correct: right[index],
          accuracy: Double(right[index]) / size, confidence: sums[index] / size,
          gap: (sums[index] - Double(right[index])) / size,
          interval: try Proportion.wilson(
            successes: right[index], trials: counts[index], level: level)))
    }
    self.bins = bins
    n = confidence.count
    accuracy = Double(right.reduce(0, +)) / Double(n)
    self.confidence = confidence.reduce(0, +) / Double(n)
    binOfImage = assignment.bins
  }
}

/// Which bin each confidence falls into.
private struct BinAssignment {
  let bins: [Int32]
  let edges: [(lower: Double, upper: Double)]

  init(
    _ confidence: [Double], _ binning: CalibrationTable.Binning
  ) throws(StatisticsError) {
    let asked =
      switch binning {
      case .equalWidth(let count), .equalWidthLeftClosed(let count), .equalMass(let count): count
      }
    guard asked >= 1, asked <= 1_000_000 else {
      throw .outOfRange(name: "bins", value: Double(asked), allowed: "in 1...1000000")
    }
    guard case .equalMass = binning else {
      let rightClosed = binning == .equalWidth(asked)
      let width = Double(asked)
      // k / bins is correctly rounded; k times the width is not.
      edges = (0..<asked).map { (Double($0) / width, Double($0 + 1) / width) }
      let edges = edges
      bins = confidence.map { value in
        var bin = min(Int(value * width), asked - 1)
        if rightClosed {
          while bin > 0, value <= edges[bin].lower { bin -= 1 }
          while bin < asked - 1, value > edges[bin].upper { bin += 1 }
        } else {
          while bin > 0, value < edges[bin].lower { bin -= 1 }
          while bin < asked - 1, value >= edges[bin].upper { bin += 1 }
        }
        return Int32(bin)
      }
      return
    }
    let codes = RankCodes(confidence)
    var binOfLevel: [Int32] = []
    var edges: [(lower: Double, upper: Double)] = []
    var lastTarget = -1
    for level in 0..<codes.levelCount {
      // A level goes where its middle image would go.
      let middle = (Int(codes.starts[level]) + Int(codes.starts[level + 1]) - 1) / 2
      let target = middle * asked / confidence.count
      let value = confidence[Int(codes.order[Int(codes.starts[level])])]
      if target != lastTarget {
        edges.append((value, value))
        lastTarget = target
      } else {
        edges[edges.count - 1].upper = value
      }
      binOfLevel.append(Int32(edges.count - 1))
    }
    bins = codes.codes.map { binOfLevel[Int($0)] }
    self.edges = edges
  }
}
