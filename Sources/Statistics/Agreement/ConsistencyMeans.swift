/// Means of error consistencies over pairs of deciders, with their uncertainty over images, classes or people.
///
/// Each kappa is linear in the trials to the first order,
///
/// ```text
/// IF = (same - o)/(1 - e) + (o - 1)/(1 - e)^2 ((2 p2 - 1)(a - p1) + (2 p1 - 1)(b - p2))
/// ```
///
/// (a, b: right or not; same: both right or both wrong), so means, differences of means and their
/// covariance follow as for correlations: see ``SamplingDesign``. With people as a sample, each is left out
/// in turn. Sources of variation are added by ``StrengthCovariance/adding(_:)``.
public struct ConsistencyMeans: Sendable {
  /// The mean kappa of each group of pairs.
  public let values: [Double]
  /// The pairs of each group that have a kappa.
  public let pairs: [[ErrorConsistency.Places]]
  /// The number of pairs of each group that have none.
  public let undefined: [Int]
  private let codes: [[UInt8]]
  private let deviations: [[Double]]

  init(
    _ codes: [[UInt8]], groups: [[ErrorConsistency.Places]]
  ) throws(StatisticsError) {
    let trials = codes[0].count
    var values: [Double] = []
    var pairs: [[ErrorConsistency.Places]] = []
    var deviations: [[Double]] = []
    for group in groups {
      var defined: [ErrorConsistency.Places] = []
      var sum = 0.0
      var influence = [Double](repeating: 0, count: trials)
      var reason = "there is no pair of deciders"
      for places in group {
        let (a, b) = (codes[places.first], codes[places.second])
        let pair = ErrorConsistency.Pair(.init(a, b))
        guard pair.reason == nil else {
          reason = pair.reason ?? reason
          continue
        }
        defined.append(places)
        sum += pair.kappa
        let rest = 1 - pair.expected
        let (p1, p2) = (pair.firstAccuracy, pair.secondAccuracy)
        let curve = (pair.observed - 1) / (rest * rest)
        let scale = Double(trials) / Double(pair.trials)
        for trial in 0..<trials where a[trial] > 0 && b[trial] > 0 {
          let right = (a[trial] == 2 ? 1 - p1 : -p1, b[trial] == 2 ? 1 - p2 : -p2)
          let same = (a[trial] == b[trial] ? 1 : 0) - pair.observed
          influence[trial] +=
            scale
            * (same / rest + curve * ((2 * p2 - 1) * right.0 + (2 * p1 - 1) * right.1))
        }
      }
      guard !defined.isEmpty else { throw .undefined(reason: reason) }
      values.append(sum / Double(defined.count))
      pairs.append(defined)
      deviations.append(influence.map { $0 / Double(defined.count) })
    }
    self.codes = codes
    self.values = values
    self.pairs = pairs
    self.deviations = deviations
    undefined = zip(groups, pairs).map { $0.count - $1.count }
  }

  /// Returns the joint covariance of the means over trials.
  ///
  /// - Parameter design: The population the trials stand for.
  /// - Returns: The covariance, to which that of people may be added.
  /// - Throws: The errors of ``JointCorrelations/covariance(_:)``.
  public func covariance(_ design: SamplingDesign) throws(StatisticsError) -> StrengthCovariance {
    let covariance = DesignCovariance(deviations: deviations) { grouping in
      var leaveOuts = [[Double]](
        repeating: [Double](repeating: 0, count: pairs.count), count: grouping.count)
      for (index, group) in pairs.enumerated() {
        for places in group {
          let (a, b) = (codes[places.first], codes[places.second])
          var parts = [ErrorConsistency.Counts](repeating: .init(), count: grouping.count)
          for trial in a.indices { parts[Int(grouping.codes[trial])].add(a[trial], b[trial]) }
          let whole = ErrorConsistency.Counts(a, b)
          for (place, part) in parts.enumerated() {
            leaveOuts[place][index] +=
              ErrorConsistency.Pair(whole.without(part)).kappa / Double(group.count)
          }
        }
      }
      return leaveOuts
    }
    return StrengthCovariance(
      count: values.count,
      sources: [try covariance.source(design, signs: values.map { _ in 1 })])
  }

  /// Returns the covariance of the means over people, by leaving out one at a time.
  ///
  /// - Parameter people: The numbers of the deciders that are a sample; at least three of them in
  ///   the pairs of every group.
  /// - Returns: The source of variation, with J - 1 degrees of freedom for J people.
  /// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` below three people,
  ///   ``StatisticsError/undefined(reason:)`` when one person is in every pair of a group.
  public func people(
    _ people: [Int]
  ) throws(StatisticsError) -> StrengthCovariance.Source {
    guard people.count >= 3 else { throw .tooFewClusters(needed: 3, got: people.count) }
    let kappas = pairs.map { group in
      group.map { ErrorConsistency.Pair(.init(codes[$0.first], codes[$0.second])).kappa }
    }
    let rows = zip(pairs, kappas).map { group, kappas -> [Double] in
      let left = people.map { person -> Double in
        let rest = group.indices.filter {
          group[$0].first != person && group[$0].second != person
        }
        return rest.reduce(0) { $0 + kappas[$1] } / Double(rest.count)
      }
      let mean = left.reduce(0, +) / Double(left.count)
      return left.map { $0 - mean }
    }
    guard !rows.contains(where: { $0.contains(where: \.isNaN) }) else {
      throw .undefined(reason: "without one person a mean has no pair")
    }
    let count = Double(people.count)
    return .init(
      name: "people",
      matrix: DesignCovariance.crossProducts(
        rows, signs: values.map { _ in 1 }, factor: (count - 1) / count),
      df: count - 1)
  }

  /// Returns a mean, or the difference of two, with its standard error.
  ///
  /// - Parameters:
  ///   - contrast: The number of a group, or two of them.
  ///   - covariance: The joint covariance; see ``covariance(_:)``.
  /// - Returns: The estimate with its intervals, tests and decision.
  public func estimate(
    _ contrast: StrengthContrast, _ covariance: StrengthCovariance
  ) -> StrengthEstimate {
    let (variance, df) = covariance.variance(contrast)
    return StrengthEstimate(
      estimate: contrast.value(of: values), standardError: variance.squareRoot(), df: df,
      method: "influence, \(covariance.name)", isCorrelation: false)
  }
}
