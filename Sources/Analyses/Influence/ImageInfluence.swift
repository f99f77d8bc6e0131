package import Statistics

/// How much the difference of two scores' strengths hangs on single images.
///
/// A strength is a coefficient turned so that higher = harder on both sides; the difference is that of the
/// first score minus that of the second, as in ``ComparisonAnalysis``. The influence of an image is the
/// change of the difference when the image is left out, exactly and not by a derivative. `turning` are
/// the images that, taken out in the order of their influence against the sign of the difference, first turn
/// the sign; the difference without them is computed anew. There may be a smaller set that does so.
///
/// Images without the human measure or one of the scores have no part.
///
/// Source: Broderick, Giordano & Meager 2020, arXiv 2011.14999.
package struct ImageInfluence: Sendable {
  /// The two scores.
  package let pair: [String]
  /// The human measure.
  package let human: HumanMeasure
  /// The coefficient.
  package let method: CorrelationMethod
  /// The network.
  package let model: String
  /// The difference of strengths over all images.
  package let difference: Double
  /// The images that are compared, as positions in the table.
  package let images: [Int]
  /// The change of the difference without each image of ``images``; NaN where the rest is constant.
  package let changes: [Double]
  /// The images without which the sign turns, strongest first; nil when half of all do not turn it.
  package let turning: [Int]?
  /// The difference without those images.
  package let differenceWithoutTurning: Double?

  /// Computes the influence of every image.
  ///
  /// - Parameters:
  ///   - table: The images of one network under one annotation set.
  ///   - pair: The names of two scores of the table.
  ///   - human: The human measure.
  ///   - method: The coefficient.
  /// - Throws: `StatisticsError` with fewer than 3 images, a constant side, or a score that the table
  ///   lacks.
  /// - Complexity: O(n log² n) time, O(n) memory.
  package init(
    _ table: ImageTable, pair: [String], human: HumanMeasure = .hsf,
    method: CorrelationMethod = .spearman
  ) throws {
    let columns = try pair.map { name in
      guard let column = table.score(name) else {
        throw StatisticsError.undefined(reason: "\(table.key.model) has no score \(name)")
      }
      return column
    }
    let measure = human.values(table)
    let used = (0..<table.count).filter { image in
      !measure[image].isNaN && columns.allSatisfy { !$0.values[image].isNaN }
    }
    let joint = try JointCorrelations(
      method, scores: columns.map { column in used.map { column.sign * column.values[$0] } },
      directions: columns.map { _ in .higherIsHarder },
      human: used.map { human.sign * measure[$0] }, humanDirection: .higherIsHarder)
    let whole = joint.strengths[0] - joint.strengths[1]
    let changes = zip(joint.strengthWithoutEach(score: 0), joint.strengthWithoutEach(score: 1))
      .map { $0 - $1 - whole }
    let turning = try Self.turning(joint, whole, changes)
    self.pair = pair
    self.human = human
    self.method = method
    model = table.key.model
    difference = whole
    images = used
    self.changes = changes
    self.turning = turning?.images.map { used[$0] }
    differenceWithoutTurning = turning?.difference
  }

  /// The images in the order of the size of their influence; equal ones in the order of the table.
  package var order: [Int] {
    changes.indices.filter { !changes[$0].isNaN }.sorted { first, second in
      (abs(changes[second]), first) < (abs(changes[first]), second)
    }
  }

  /// The shortest start of the list of images that pull against the sign which turns it.
  private static func turning(
    _ joint: JointCorrelations, _ whole: Double, _ changes: [Double]
  ) throws(StatisticsError) -> (images: [Int], difference: Double)? {
    guard whole != 0 else { return nil }
    let sign = whole > 0 ? 1.0 : -1.0
    let against = changes.indices.filter { changes[$0] * sign < 0 }.sorted { first, second in
      (changes[first] * sign, first) < (changes[second] * sign, second)
    }
    func difference(_ count: Int) throws(StatisticsError) -> Double {
      let strengths = try joint.strengths(withoutImages: against.prefix(count))
      return strengths[0] - strengths[1]
    }
    var high = min(against.count, joint.imageCount / 2)
    guard high > 0, try difference(high) * sign < 0 else { return nil }
    var low = 0
    while high - low > 1 {
      let middle = (low + high) / 2
      if try difference(middle) * sign < 0 { high = middle } else { low = middle }
    }
    return (Array(against.prefix(high)), try difference(high))
  }
}
