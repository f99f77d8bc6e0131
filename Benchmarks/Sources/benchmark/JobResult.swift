/// All runs of one job.
struct JobResult: Codable {
  let id: String
  let title: String
  let baselineTitle: String
  let target: Job.Target
  var ours: [Measurement]
  var baseline: [Measurement]
  /// The load of the machine over the last minute before each pair.
  var loads: [Double]

  /// The ratio of each pair by the clock.
  var ratios: Spread? { Spread(zip(ours, baseline).map { $0.seconds / $1.seconds }) }

  /// The ratio of each pair in processor seconds.
  var processorRatios: Spread? {
    Spread(zip(ours, baseline).map { $0.processorSeconds / $1.processorSeconds })
  }

  /// The largest resident memory of any run of ours.
  var megabytes: Double { ours.compactMap(\.megabytes).max() ?? .nan }

  /// Whether every part of the target is reached; nil without a target.
  var isMet: Bool? {
    let parts: [Bool] = [
      target.ratio.map { (ratios?.median ?? .infinity) <= $0 },
      target.seconds.map { (Spread(ours.map(\.seconds))?.median ?? .infinity) < $0 },
      target.megabytes.map { megabytes < $0 },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.allSatisfy(\.self)
  }
}

/// The median and the ends of some values.
struct Spread {
  let low: Double
  let median: Double
  let high: Double

  /// Sums up values; nothing for none.
  init?(_ values: [Double]) {
    let sorted = values.sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    low = first
    high = last
    let middle = sorted.count / 2
    median =
      sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
