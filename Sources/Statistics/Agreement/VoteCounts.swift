/// How many annotators gave each label to each image.
///
/// | Symbol | Meaning | Shape | Range |
/// | ------ | ------- | ----- | ----- |
/// | ``counts`` | votes, image by image | (images x classes) | 0 or more |
///
/// The number of votes may differ between images, and may be zero.
public struct VoteCounts: Sendable, Equatable {
  /// The votes, row by row: one row an image.
  public let counts: [Int32]
  /// The number of labels.
  public let classCount: Int

  /// The number of images.
  public var imageCount: Int { counts.count / classCount }

  /// Checks and keeps the table.
  ///
  /// - Parameters:
  ///   - counts: The votes, row by row: one row an image.
  ///   - classCount: The number of labels; at least two.
  /// - Throws: ``StatisticsError/emptyInput(name:)`` without images,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for fewer than two classes,
  ///   ``StatisticsError/invalidCounts(row:)`` when a count is negative or the last row is cut
  ///   short.
  public init(_ counts: [Int32], classCount: Int) throws(StatisticsError) {
    guard classCount >= 2 else {
      throw .outOfRange(name: "classCount", value: Double(classCount), allowed: "2 or more")
    }
    guard !counts.isEmpty else { throw .emptyInput(name: "votes") }
    guard counts.count.isMultiple(of: classCount) else {
      throw .invalidCounts(row: counts.count / classCount)
    }
    if let bad = counts.firstIndex(where: { $0 < 0 }) {
      throw .invalidCounts(row: bad / classCount)
    }
    self.init(validated: counts, classCount: classCount)
  }

  /// Keeps a table that is known to be right.
  init(validated counts: [Int32], classCount: Int) {
    self.counts = counts
    self.classCount = classCount
  }

  /// The votes for one image, one number a class.
  public subscript(image: Int) -> ArraySlice<Int32> {
    counts[image * classCount..<(image + 1) * classCount]
  }

  /// The number of votes for one image.
  public func total(of image: Int) -> Int { self[image].reduce(0) { $0 + Int($1) } }

  /// The share of the votes that the most chosen label of each image got; NaN without votes.
  ///
  /// In 1 / classes ... 1; lower means that people disagree (harder). It needs no label.
  public var majorityShares: [Double] {
    (0..<imageCount).map { image in
      let total = total(of: image)
      return total == 0 ? .nan : Double(self[image].max() ?? 0) / Double(total)
    }
  }

  /// The label with most votes of each image; nil without votes or when two labels share the lead.
  public var majorities: [Int?] {
    (0..<imageCount).map { image in
      let row = self[image]
      guard let most = row.max(), most > 0 else { return nil }
      let leaders = row.indices.filter { row[$0] == most }
      return leaders.count == 1 ? leaders[0] - row.startIndex : nil
    }
  }

  /// Draws some of an image's votes without replacement.
  ///
  /// - Parameters:
  ///   - size: How many; at most ``total(of:)``.
  ///   - image: The image.
  ///   - generator: Where the randomness comes from.
  /// - Returns: The drawn votes and the rest, one number a class.
  func drawn(
    _ size: Int, from image: Int, using generator: inout SplitMix64
  ) -> (drawn: [Int32], rest: [Int32]) {
    var rest = Array(self[image])
    var drawn = [Int32](repeating: 0, count: classCount)
    var left = total(of: image)
    for _ in 0..<size {
      var target = generator.next(below: left)
      var c = 0
      while target >= Int(rest[c]) {
        target -= Int(rest[c])
        c += 1
      }
      rest[c] -= 1
      drawn[c] += 1
      left -= 1
    }
    return (drawn, rest)
  }
}
