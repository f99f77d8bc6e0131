/// How often each image was learned and forgotten during training.
///
/// A forgetting event is a checkpoint at which an image is wrong that was right at the checkpoint
/// before. An image that was never right has no event but was never learned either: it counts as
/// the hardest, so it is kept apart (``hardness``).
///
/// Feed the checkpoints in the order of training. With few checkpoints (13) many events are missed:
/// compare images, not studies.
///
/// Source: Toneva et al. 2019, arXiv 1812.05159, definition 1 and section 3.
public struct ForgettingEvents: Sendable, Equatable {
  /// The forgetting events of each image so far; higher = harder among learned images.
  public private(set) var counts: [Int32]
  /// The checkpoint, from 0, at which each image was first right; -1 for never.
  public private(set) var firstLearned: [Int32]
  /// The number of checkpoints seen.
  public private(set) var checkpoints = 0
  private var wasCorrect: [Bool]

  /// Starts before the first checkpoint.
  ///
  /// - Parameter images: The number of images.
  public init(images: Int) {
    counts = [Int32](repeating: 0, count: images)
    firstLearned = [Int32](repeating: -1, count: images)
    wasCorrect = [Bool](repeating: false, count: images)
  }

  /// Adds a checkpoint.
  ///
  /// - Parameter correct: Whether each image is classified correctly.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``.
  /// - Complexity: O(images).
  public mutating func add(correct: [Bool]) throws(StatisticsError) {
    guard correct.count == counts.count else {
      throw .lengthMismatch(expected: counts.count, got: correct.count)
    }
    for image in correct.indices {
      if wasCorrect[image], !correct[image] { counts[image] += 1 }
      if correct[image], firstLearned[image] < 0 { firstLearned[image] = Int32(checkpoints) }
    }
    wasCorrect = correct
    checkpoints += 1
  }

  /// The images that were right at no checkpoint.
  public var neverLearned: [Int] { firstLearned.indices.filter { firstLearned[$0] < 0 } }

  /// The images that were learned and never forgotten.
  public var unforgettable: [Int] {
    counts.indices.filter { counts[$0] == 0 && firstLearned[$0] >= 0 }
  }

  /// The events of each image, with one more than possible for images never learned; higher =
  /// harder.
  ///
  /// With c checkpoints at most c/2 events (rounded down) can occur.
  public var hardness: [Double] {
    counts.indices.map { image in
      firstLearned[image] < 0 ? Double(checkpoints / 2 + 1) : Double(counts[image])
    }
  }
}
