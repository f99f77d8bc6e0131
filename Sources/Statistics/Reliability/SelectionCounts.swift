/// How many annotators selected the class of each image, of how many it was shown to.
///
/// | Symbol | Meaning | Shape | Range |
/// | ------ | ------- | ----- | ----- |
/// | ``selected`` | annotators who selected the class | (images) | 0...shown |
/// | ``shown`` | annotators who judged the image | (images) | 1 or more |
/// | ``frequencies`` | HSF, selected / shown | (images) | 0...1; higher is easier |
public struct SelectionCounts: Sendable, Equatable {
  /// The annotators who selected the class of each image.
  public let selected: [Int]
  /// The annotators who judged each image.
  public let shown: [Int]

  /// The number of images.
  public var count: Int { shown.count }

  /// The human selection frequency of each image; higher is easier.
  public var frequencies: [Double] {
    shown.indices.map { Double(selected[$0]) / Double(shown[$0]) }
  }

  /// Whether every image was selected by all of its annotators or by none.
  public var areUnanimous: Bool {
    shown.indices.allSatisfy { selected[$0] == 0 || selected[$0] == shown[$0] }
  }

  /// Checks and keeps the counts.
  ///
  /// - Parameters:
  ///   - selected: The annotators who selected the class, one number an image.
  ///   - shown: The annotators who judged the image, one number an image, at least 1.
  /// - Throws: ``StatisticsError/emptyInput(name:)`` without images,
  ///   ``StatisticsError/lengthMismatch(expected:got:)`` when the lengths differ,
  ///   ``StatisticsError/invalidCounts(row:)`` for an image with no annotator, or with more
  ///   selections than annotators, or fewer than none.
  public init(selected: [Int], shown: [Int]) throws(StatisticsError) {
    guard !shown.isEmpty else { throw .emptyInput(name: "shown") }
    guard selected.count == shown.count else {
      throw .lengthMismatch(expected: shown.count, got: selected.count)
    }
    for image in shown.indices
    where shown[image] < 1 || selected[image] < 0 || selected[image] > shown[image] {
      throw .invalidCounts(row: image)
    }
    self.selected = selected
    self.shown = shown
  }

  /// The most values that the panels of all images can give; laid out they take 1.3 GB.
  static let mostLevels = 1_000_000

  /// Keeps the images that at least two annotators judged; reliability needs them.
  func withTwoAnnotators() throws(StatisticsError) -> SelectionCounts {
    let images = shown.indices.filter { shown[$0] >= 2 }
    let levels = Set(shown).reduce(0.0) { $0 + Double($1) }
    guard levels <= Double(Self.mostLevels) else {
      throw .undefined(
        reason: "the numbers of votes, each counted once, add up to \(Int(levels)), and what "
          + "reliability needs is laid out for at most \(Self.mostLevels)")
    }
    guard images.count >= 3 else { throw .tooFewValues(needed: 3, got: images.count) }
    return try SelectionCounts(
      selected: images.map { selected[$0] }, shown: images.map { shown[$0] })
  }
}
