/// The values of one variable as dense ranks, computed once and reused by every resample.
///
/// A resample gives each image a weight, the number of times it was drawn. Counting the weights of
/// the levels in ascending order gives the average ranks of the resample without sorting again.
struct RankCodes: Sendable {
  /// The dense rank of each image, from 0.
  let codes: [Int32]
  /// The images in ascending order of their value; within one level in order of their index.
  let order: [Int32]
  /// Where each level begins in ``order``, and at the end the number of images.
  let starts: [Int32]

  /// The number of distinct values.
  var levelCount: Int { starts.count - 1 }

  /// The number of images.
  var count: Int { codes.count }

  /// Ranks the values, which may be infinite but not NaN.
  init(_ values: [Double]) {
    do {
      let ranking = try Ranking(values)
      codes = ranking.codes
      order = ranking.order
      starts = ranking.starts
    } catch {
      preconditionFailure("values were not checked before ranking: \(error)")
    }
  }

  /// Groups images by codes that are dense ranks already, or have gaps, by counting.
  ///
  /// - Parameters:
  ///   - codes: The code of each image, in `0..<levels`; a code that no image has is an empty level.
  ///   - levels: The number of levels.
  init(codes: [Int32], levels: Int) {
    var starts = [Int32](repeating: 0, count: levels + 1)
    for code in codes { starts[Int(code) + 1] += 1 }
    for level in 0..<levels { starts[level + 1] += starts[level] }
    var next = starts
    var order = [Int32](repeating: 0, count: codes.count)
    for image in codes.indices {
      let level = Int(codes[image])
      order[Int(next[level])] = Int32(image)
      next[level] += 1
    }
    self.codes = codes
    self.order = order
    self.starts = starts
  }

  /// The number of images at each level.
  var levelSizes: [Int] {
    (0..<levelCount).map { Int(starts[$0 + 1] - starts[$0]) }
  }

  /// The sum of the weights at each level.
  func levelWeights(_ weights: [Int32]) -> [Int] {
    var result = [Int](repeating: 0, count: levelCount)
    for image in weights.indices { result[Int(codes[image])] &+= Int(weights[image]) }
    return result
  }
}
