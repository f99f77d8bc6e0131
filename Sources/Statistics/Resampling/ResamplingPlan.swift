/// What is drawn with replacement to make one resample.
public enum ResamplingUnit: Sendable, Equatable {
  /// Images, from all images alike.
  case images
  /// Images, within each class: classes are fixed, and every resample has the same class sizes.
  case imagesWithinClasses([Int])
  /// Whole classes with all their images: classes are a random sample of classes.
  case classes([Int])
}

/// Draws how often each image occurs in a resample.
struct ResamplingPlan: Sendable {
  /// The fewest classes for which a percentile bootstrap over classes is allowed (10 cover 88 %).
  static let fewestClasses = 30

  private let count: Int
  /// The images class by class, and where each class begins; one class holding all for `images`.
  private let members: [Int32]
  private let starts: [Int32]
  private let drawsClasses: Bool

  /// Groups the images.
  ///
  /// - Parameters:
  ///   - unit: What is drawn; its class labels are any integers, one for each image.
  ///   - count: The number of images.
  /// - Throws: `StatisticsError.lengthMismatch` when there is not one class for each image;
  ///   `StatisticsError.tooFewClusters` when fewer than 30 whole classes are to be drawn.
  init(_ unit: ResamplingUnit, count: Int) throws(StatisticsError) {
    self.count = count
    switch unit {
    case .images:
      members = (0..<Int32(count)).map { $0 }
      starts = [0, Int32(count)]
      drawsClasses = false
    case .imagesWithinClasses(let classes), .classes(let classes):
      guard classes.count == count else {
        throw .lengthMismatch(expected: count, got: classes.count)
      }
      let grouping = ClassGrouping(classes)
      members = grouping.members
      starts = grouping.starts
      if case .classes = unit { drawsClasses = true } else { drawsClasses = false }
      if drawsClasses, grouping.count < Self.fewestClasses {
        throw .tooFewClusters(needed: Self.fewestClasses, got: grouping.count)
      }
    }
  }

  /// Draws one resample.
  ///
  /// - Parameters:
  ///   - weights: Receives how often each image was drawn.
  ///   - generator: The stream of this resample.
  /// - Returns: The sum of the weights.
  func draw(into weights: inout [Int32], using generator: inout SplitMix64) -> Int {
    for image in 0..<count { weights[image] = 0 }
    let groups = starts.count - 1
    guard drawsClasses else {
      if groups == 1 {
        generator.draw(count, below: count) { weights[$0] &+= 1 }
        return count
      }
      for group in 0..<groups {
        let start = Int(starts[group])
        let size = Int(starts[group + 1]) - start
        generator.draw(size, below: size) { weights[Int(members[start + $0])] &+= 1 }
      }
      return count
    }
    var total = 0
    for _ in 0..<groups {
      let group = generator.next(below: groups)
      for position in Int(starts[group])..<Int(starts[group + 1]) {
        weights[Int(members[position])] &+= 1
      }
      total += Int(starts[group + 1]) - Int(starts[group])
    }
    return total
  }
}
