internal import RealModule

/// Two classifiers, or two conditions, judged right or wrong on the same images.
///
/// ```text
///                second right   second wrong
/// first right     bothRight      onlyFirst
/// first wrong     onlySecond     bothWrong
/// ```
///
/// The difference of the two accuracies is (onlyFirst - onlySecond) / n; only the images on which
/// the two differ bear on the test (McNemar 1947).
///
/// Degenerate cases: no images is an error; without a discordant image the difference is 0, exact
/// and mid-p are 1, and the z test is undefined.
///
/// Source: McNemar 1947, doi:10.1007/BF02295996; mid-p Fagerland, Lydersen & Laake 2013,
/// doi:10.1186/1471-2288-13-91; interval Newcombe 1998 (method 10), Statistics in Medicine
/// 17:2635-2650. The tests agree with statsmodels 0.14.5 `mcnemar`.
public struct PairedAccuracy: Sendable, Equatable {
  /// Images that both got right.
  public let bothRight: Int
  /// Images that only the first got right.
  public let onlyFirst: Int
  /// Images that only the second got right.
  public let onlySecond: Int
  /// Images that both got wrong.
  public let bothWrong: Int

  /// The number of images.
  public var n: Int { bothRight + onlyFirst + onlySecond + bothWrong }
  /// The accuracy of the first.
  public var firstAccuracy: Double { Double(bothRight + onlyFirst) / Double(n) }
  /// The accuracy of the second.
  public var secondAccuracy: Double { Double(bothRight + onlySecond) / Double(n) }
  /// The first accuracy minus the second.
  public var difference: Double { Double(onlyFirst - onlySecond) / Double(n) }

  /// Counts the four cells.
  ///
  /// - Parameters:
  ///   - first: Whether the first was right, image by image.
  ///   - second: Whether the second was right, image by image.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/emptyInput(name:)``.
  public init(_ first: [Bool], _ second: [Bool]) throws(StatisticsError) {
    guard first.count == second.count else {
      throw .lengthMismatch(expected: first.count, got: second.count)
    }
    guard !first.isEmpty else { throw .emptyInput(name: "images") }
    var cells = [0, 0, 0, 0]
    for image in first.indices { cells[(first[image] ? 0 : 2) + (second[image] ? 0 : 1)] += 1 }
    bothRight = cells[0]
    onlyFirst = cells[1]
    onlySecond = cells[2]
    bothWrong = cells[3]
  }

  /// The exact binomial test of McNemar: given the discordant images, each side is as likely.
  ///
  /// - Parameter alternative: `greater` = the first is more often right.
  /// - Returns: The test `mcnemar-exact`; its statistic is ``onlyFirst``. Two-sided p is twice the
  ///   smaller tail, at most 1.
  public func exactTest(_ alternative: Alternative = .twoSided) -> SignificanceTest {
    let greater = tail(atLeast: onlyFirst)
    let less = tail(atLeast: onlySecond)
    let pValue =
      switch alternative {
      case .greater: greater
      case .less: less
      case .twoSided: doubled(greater.lnP < less.lnP ? greater : less)
      }
    return SignificanceTest(
      name: "mcnemar-exact", statistic: Double(onlyFirst), alternative: alternative,
      pValue: pValue)
  }

  /// The mid-p test: the exact two-sided p less the probability of the observed split.
  ///
  /// Less conservative than the exact test, which is far below its level when few images differ.
  ///
  /// - Returns: The test `mcnemar-mid-p`, two-sided; its statistic is ``onlyFirst``.
  public func midPTest() -> SignificanceTest {
    let discordant = onlyFirst + onlySecond
    let exact = exactTest().pValue
    let lnPoint =
      CountDesign.logChoose(Double(discordant), Double(onlyFirst))
      - Double(discordant) * Normal.ln2
    // With equal counts both halves of the point were counted and the doubled tail was cut at 1.
    let pValue =
      onlyFirst == onlySecond
      ? PValue(p: 1 - .exp(lnPoint), lnP: lnOneMinusExp(lnPoint))
      : PValue(
        p: exact.p - .exp(lnPoint), lnP: exact.lnP + lnOneMinusExp(lnPoint - exact.lnP))
    return SignificanceTest(
      name: "mcnemar-mid-p", statistic: Double(onlyFirst), alternative: .twoSided,
      pValue: discordant == 0 ? PValue(p: 1, lnP: 0) : pValue)
  }

  /// The large-sample test, z = (onlyFirst - onlySecond) / sqrt(onlyFirst + onlySecond).
  ///
  /// z squared is McNemar's chi-square without continuity correction.
  ///
  /// - Parameter alternative: `greater` = the first is more often right.
  /// - Returns: The test `mcnemar-z`.
  /// - Throws: ``StatisticsError/undefined(reason:)`` without a discordant image.
  public func asymptoticTest(
    _ alternative: Alternative = .twoSided
  ) throws(StatisticsError) -> SignificanceTest {
    let discordant = onlyFirst + onlySecond
    guard discordant > 0 else {
      throw .undefined(reason: "the two are right on exactly the same images")
    }
    let z = Double(onlyFirst - onlySecond) / Double(discordant).squareRoot()
    return SignificanceTest(name: "mcnemar-z", z: z, alternative)
  }

  /// The interval of the difference from the two Wilson intervals and their correlation.
  ///
  /// - Parameter level: The nominal coverage.
  /// - Returns: An interval by the method `newcombe-paired`.
  /// - Throws: ``StatisticsError/invalidLevel(level:)``.
  public func interval(level: Double = 0.95) throws(StatisticsError) -> Interval {
    let z = try Interval.normalQuantile(level: level)
    let total = Double(n)
    let first = Proportion.wilsonLimits(firstAccuracy * total, total, z: z)
    let second = Proportion.wilsonLimits(secondAccuracy * total, total, z: z)
    let phi = correlation
    let below = (firstAccuracy - first.low, second.high - secondAccuracy)
    let above = (first.high - firstAccuracy, secondAccuracy - second.low)
    func margin(_ a: Double, _ b: Double) -> Double {
      max(0, a * a - 2 * phi * a * b + b * b).squareRoot()
    }
    return Interval(
      low: max(-1, difference - margin(below.0, below.1)),
      high: min(1, difference + margin(above.0, above.1)), level: level, method: "newcombe-paired")
  }

  /// The correlation of being right, with Newcombe's continuity correction; 0 where it is
  /// undefined.
  private var correlation: Double {
    let (a, b, c, d) = (
      Double(bothRight), Double(onlyFirst), Double(onlySecond), Double(bothWrong)
    )
    let margins = ((a + b) * (c + d)).squareRoot() * ((a + c) * (b + d)).squareRoot()
    guard margins > 0 else { return 0 }
    let product = a * d - b * c
    return (product > 0 ? max(0, product - Double(n) / 2) : product) / margins
  }

  /// P(X >= k) for X binomial with one half.
  private func tail(atLeast k: Int) -> PValue {
    let discordant = onlyFirst + onlySecond
    guard k > 0 else { return PValue(p: 1, lnP: 0) }
    let (a, b) = (Double(k), Double(discordant - k + 1))
    return PValue(p: Beta.regularized(0.5, a, b), lnP: Beta.lnRegularized(0.5, a, b))
  }

  private func doubled(_ value: PValue) -> PValue {
    PValue(p: min(1, 2 * value.p), lnP: min(0, value.lnP + Normal.ln2))
  }
}
