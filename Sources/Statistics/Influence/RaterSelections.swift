/// The answers of annotators who judged overlapping sets of images, annotator by annotator.
///
/// | Symbol | Meaning | Shape |
/// | ------ | ------- | ----- |
/// | ``offsets`` | where each annotator begins, and at the end the number of entries | (annotators + 1) |
/// | ``images`` | the image of each entry | (entries) |
/// | ``selected``, ``shown`` | how often the annotator selected its class, of how many times shown | (entries) |
public struct RaterSelections: Sendable, Equatable {
  /// Where each annotator begins, and at the end the number of entries.
  public let offsets: [Int]
  /// The image of each entry.
  public let images: [Int32]
  /// The selections of each entry.
  public private(set) var selected: [Int32]
  /// How often the image was shown, for each entry.
  public private(set) var shown: [Int32]
  /// The number of images.
  public let imageCount: Int

  /// The number of annotators.
  public var raterCount: Int { offsets.count - 1 }

  /// Gathers entries by annotator.
  ///
  /// - Parameters:
  ///   - raters: The annotator of each entry, in `0..<raterCount`.
  ///   - images: The image of each entry, in `0..<imageCount`.
  ///   - selected: The selections of each entry.
  ///   - shown: How often the image was shown to the annotator; all 1 for single answers.
  ///   - raterCount: The number of annotators.
  ///   - imageCount: The number of images.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for an index out of range,
  ///   ``StatisticsError/invalidCounts(row:)`` for more selections than showings.
  public init(
    raters: [Int32], images: [Int32], selected: [Int32], shown: [Int32], raterCount: Int,
    imageCount: Int
  ) throws(StatisticsError) {
    for column in [images, selected, shown] where column.count != raters.count {
      throw .lengthMismatch(expected: raters.count, got: column.count)
    }
    for entry in raters.indices {
      guard raters[entry] >= 0, raters[entry] < raterCount else {
        throw .outOfRange(
          name: "annotator of entry \(entry)", value: Double(raters[entry]),
          allowed: "0..<\(raterCount)")
      }
      guard images[entry] >= 0, images[entry] < imageCount else {
        throw .outOfRange(
          name: "image of entry \(entry)", value: Double(images[entry]),
          allowed: "0..<\(imageCount)")
      }
      guard selected[entry] >= 0, selected[entry] <= shown[entry] else {
        throw .invalidCounts(row: entry)
      }
    }
    let ranks = RankCodes(codes: raters, levels: raterCount)
    offsets = ranks.starts.map { Int($0) }
    self.images = ranks.order.map { images[Int($0)] }
    self.selected = ranks.order.map { selected[Int($0)] }
    self.shown = ranks.order.map { shown[Int($0)] }
    self.imageCount = imageCount
  }

  /// The sums over annotators; an image that nobody saw has shown = 0.
  public var totals: (selected: [Int], shown: [Int]) {
    var selectedOf = [Int](repeating: 0, count: imageCount)
    var shownOf = selectedOf
    for entry in images.indices {
      selectedOf[Int(images[entry])] += Int(selected[entry])
      shownOf[Int(images[entry])] += Int(shown[entry])
    }
    return (selectedOf, shownOf)
  }

  /// The same answers, those to each image dealt anew to the annotators who judged it.
  func dealtAnew(_ random: inout SplitMix64) -> RaterSelections {
    let byImage = RankCodes(codes: images, levels: imageCount)
    var source = byImage.order
    for image in 0..<imageCount {
      let (start, end) = (Int(byImage.starts[image]), Int(byImage.starts[image + 1]))
      for place in stride(from: end - 1, to: start, by: -1) {
        source.swapAt(place, start + random.next(below: place - start + 1))
      }
    }
    var result = self
    for (to, from) in zip(byImage.order, source) {
      result.selected[Int(to)] = selected[Int(from)]
      result.shown[Int(to)] = shown[Int(from)]
    }
    return result
  }
}
