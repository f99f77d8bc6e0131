/// Means of error consistencies over pairs of deciders, with their uncertainty over images, classes or people.
///
/// Each kappa is linear in the trials to the first order,
///
/// ```text
/// IF = (same - o)/(1 - e) + (o - 1)/(1 - e)^2 ((2 p2 - 1)(a - p1) + (2 p1 - 1)(b - p2))
/// ```
///
/// (a, b: right or not; same: both right or both wrong), and so is the share of copied trials c,
/// `IF = (a - p1)(b - p2 - c (a - p1))/(p1 (1 - p1))`, so means, differences of means and their
/// covariance follow as for correlations: see ``SamplingDesign``. With people as a sample, each is left out
/// in turn. Sources of variation are added by ``StrengthCovariance/adding(_:)``.
public struct ConsistencyMeans: Sendable {
  /// What is measured.
  public let measure: ErrorConsistency.Measure
  /// The mean of the measure over each group of pairs.
  public let values: [Double]
  /// The pairs of each group that have a kappa.
  public let pairs: [[ErrorConsistency.Places]]
  /// The number of pairs of each group that have none.
  public let undefined: [Int]
  private let codes: [[UInt8]]
  private let deviations: [[Double]]

  init(
    _ codes: [[UInt8]], groups: [[ErrorConsistency.Places]], measure: ErrorConsistency.Measure
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
        sum += pair.value(measure)
        let scale = Double(trials) / Double(pair.trials)
        // Four kinds of trials: both wrong, first right, second right, both right.
        let kinds = (0..<4).map { kind in
          scale
            * pair.influence(measure, firstRight: kind & 1 == 1, secondRight: kind & 2 == 2)
        }
        for trial in 0..<trials where a[trial] > 0 && b[trial] > 0 {
          influence[trial] += kinds[Int(a[trial] - 1) + 2 * Int(b[trial] - 1)]
        }
      }
      guard !defined.isEmpty else { throw .undefined(reason: reason) }
      values.append(sum / Double(defined.count))
      pairs.append(defined)
      deviations.append(influence.map { $0 / Double(defined.count) })
    }
    self.codes = codes
    self.measure = measure
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
      // A pair that has no kappa without a class takes no part in that mean.
      var sums = [[Double]](
        repeating: [Double](repeating: 0, count: pairs.count), count: grouping.count)
      var counts = sums
      for (index, group) in pairs.enumerated() {
        for places in group {
          let (a, b) = (codes[places.first], codes[places.second])
          var parts = [ErrorConsistency.Counts](repeating: .init(), count: grouping.count)
          for trial in a.indices { parts[Int(grouping.codes[trial])].add(a[trial], b[trial]) }
          let whole = ErrorConsistency.Counts(a, b)
          for (place, part) in parts.enumerated() {
            let value = ErrorConsistency.Pair(whole.without(part)).value(measure)
            guard !value.isNaN else { continue }
            sums[place][index] += value
            counts[place][index] += 1
          }
        }
      }
      return zip(sums, counts).map { row, counts in zip(row, counts).map { $0 / $1 } }
    }
    return StrengthCovariance(
      count: values.count,
      sources: [try covariance.source(design, signs: values.map { _ in 1 })])
  }

  /// Returns the covariance of the means over people, by leaving out one at a time.
  ///
  /// - Parameter people: The numbers of the deciders that are a sample, several of a person where trials
  ///   have conditions; at least three people in the pairs of every group.
  /// - Returns: The source of variation, with J - 1 degrees of freedom for J people.
  /// - Throws: ``StatisticsError/tooFewClusters(needed:got:)`` below three people,
  ///   ``StatisticsError/undefined(reason:)`` when one person is in every pair of a group.
  public func people(
    _ people: [[Int]]
  ) throws(StatisticsError) -> StrengthCovariance.Source {
    guard people.count >= 3 else { throw .tooFewClusters(needed: 3, got: people.count) }
    let rows = pairs.map { group -> [Double] in
      let found = group.map {
        ErrorConsistency.Pair(.init(codes[$0.first], codes[$0.second])).value(measure)
      }
      let left = people.map { person -> Double in
        let rest = group.indices.filter {
          !person.contains(group[$0].first) && !person.contains(group[$0].second)
        }
        return rest.reduce(0) { $0 + found[$1] } / Double(rest.count)
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
    covariance.mean(contrast, of: values)
  }
}
