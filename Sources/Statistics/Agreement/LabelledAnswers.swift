/// Who gave which label to which image: one triple an answer, in any order.
///
/// The three arrays run in parallel; answer *i* is label `labels[i]` by annotator `annotators[i]`
/// to image `images[i]`. Images without an answer and annotators without an answer are allowed. An
/// annotator may answer about one image more than once; each answer counts.
///
/// | Symbol | Meaning | Shape | Range |
/// | ------ | ------- | ----- | ----- |
/// | ``images`` | image index | (answers) | 0..<``imageCount`` |
/// | ``annotators`` | annotator index | (answers) | 0..<``annotatorCount`` |
/// | ``labels`` | label index | (answers) | 0..<``classCount`` |
public struct LabelledAnswers: Sendable, Equatable {
  /// The image of each answer.
  public let images: [Int32]
  /// The annotator of each answer.
  public let annotators: [Int32]
  /// The label of each answer.
  public let labels: [Int32]
  /// How many images there are.
  public let imageCount: Int
  /// How many annotators there are.
  public let annotatorCount: Int
  /// How many labels an answer can choose from.
  public let classCount: Int

  /// The number of answers.
  public var count: Int { labels.count }

  /// Checks and keeps the triples.
  ///
  /// - Parameters:
  ///   - images: The image of each answer, in `0..<imageCount`.
  ///   - annotators: The annotator of each answer, in `0..<annotatorCount`.
  ///   - labels: The label of each answer, in `0..<classCount`.
  ///   - imageCount: How many images there are; at least one.
  ///   - annotatorCount: How many annotators there are; at least one.
  ///   - classCount: How many labels there are; at least two.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)`` when the arrays differ in length,
  ///   ``StatisticsError/emptyInput(name:)`` without answers, and
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for an index outside its range or fewer
  ///   than two classes.
  /// - Complexity: O(answers).
  public init(
    images: [Int32], annotators: [Int32], labels: [Int32],
    imageCount: Int, annotatorCount: Int, classCount: Int
  ) throws(StatisticsError) {
    guard images.count == labels.count else {
      throw .lengthMismatch(expected: labels.count, got: images.count)
    }
    guard annotators.count == labels.count else {
      throw .lengthMismatch(expected: labels.count, got: annotators.count)
    }
    guard !labels.isEmpty else { throw .emptyInput(name: "answers") }
    guard classCount >= 2 else {
      throw .outOfRange(name: "classCount", value: Double(classCount), allowed: "2 or more")
    }
    try Self.check(images, below: imageCount, what: "image of answer")
    try Self.check(annotators, below: annotatorCount, what: "annotator of answer")
    try Self.check(labels, below: classCount, what: "label of answer")
    self.images = images
    self.annotators = annotators
    self.labels = labels
    self.imageCount = imageCount
    self.annotatorCount = annotatorCount
    self.classCount = classCount
  }

  /// How often each label was given to each image.
  ///
  /// - Complexity: O(answers + images * classes).
  public var counts: VoteCounts {
    var counts = [Int32](repeating: 0, count: imageCount * classCount)
    for answer in 0..<count {
      counts[Int(images[answer]) * classCount + Int(labels[answer])] += 1
    }
    return VoteCounts(validated: counts, classCount: classCount)
  }

  /// The answers grouped by one of their indices, each group in the order of the input.
  ///
  /// - Parameters:
  ///   - keys: ``images`` or ``annotators``.
  ///   - groups: The number of groups.
  /// - Returns: `order`, the answers by group, and `offsets`, where each group begins in it.
  func grouped(by keys: [Int32], into groups: Int) -> (order: [Int32], offsets: [Int]) {
    var offsets = [Int](repeating: 0, count: groups + 1)
    for key in keys { offsets[Int(key) + 1] += 1 }
    for group in 0..<groups { offsets[group + 1] += offsets[group] }
    var next = offsets
    var order = [Int32](repeating: 0, count: keys.count)
    for (answer, key) in keys.enumerated() {
      order[next[Int(key)]] = Int32(answer)
      next[Int(key)] += 1
    }
    return (order, offsets)
  }

  private static func check(
    _ indices: [Int32], below limit: Int, what: String
  ) throws(StatisticsError) {
    guard let bad = indices.firstIndex(where: { $0 < 0 || Int($0) >= limit }) else { return }
    throw .outOfRange(
      name: "the \(what) \(bad)", value: Double(indices[bad]), allowed: "in 0..<\(limit)")
  }
}
