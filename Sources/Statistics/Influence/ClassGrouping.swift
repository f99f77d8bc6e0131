/// Images gathered by class.
struct ClassGrouping: Sendable {
  /// The distinct class labels in ascending order.
  let labels: [Int]
  /// The position of each image's class in ``labels``.
  let codes: [Int32]
  /// The images class by class.
  let members: [Int32]
  /// Where each class begins in ``members``, and at the end the number of images.
  let starts: [Int32]

  /// The number of classes that have images.
  var count: Int { labels.count }

  /// Gathers images by any integer labels.
  init(_ classes: [Int]) {
    (labels, codes) = Self.near(classes) ?? Self.any(classes)
    let ranks = RankCodes(codes: codes, levels: labels.count)
    members = ranks.order
    starts = ranks.starts
  }

  /// The labels and codes where the labels are as near to each other as keys of classes are: a table of them
  /// takes a tenth of the time of a dictionary.
  private static func near(_ classes: [Int]) -> (labels: [Int], codes: [Int32])? {
    guard let least = classes.min(), let greatest = classes.max() else { return nil }
    let (width, isTooWide) = greatest.subtractingReportingOverflow(least)
    guard !isTooWide, width < 4 * classes.count else { return nil }
    var position = [Int32](repeating: -1, count: width + 1)
    for label in classes { position[label - least] = 0 }
    let labels = position.indices.filter { position[$0] == 0 }.map { $0 + least }
    for (code, label) in labels.enumerated() { position[label - least] = Int32(code) }
    return (labels, classes.map { position[$0 - least] })
  }

  private static func any(_ classes: [Int]) -> (labels: [Int], codes: [Int32]) {
    let labels = Array(Set(classes)).sorted()
    let position = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, Int32($0)) })
    return (labels, classes.map { position[$0] ?? 0 })
  }

  /// The images of one class.
  func images(of group: Int) -> ArraySlice<Int32> {
    members[Int(starts[group])..<Int(starts[group + 1])]
  }

  /// The number of images of each class.
  var sizes: [Int] { (0..<count).map { Int(starts[$0 + 1] - starts[$0]) } }
}
