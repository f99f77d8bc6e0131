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
    labels = Array(Set(classes)).sorted()
    let position = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, Int32($0)) })
    codes = classes.map { position[$0] ?? 0 }
    let ranks = RankCodes(codes: codes, levels: labels.count)
    members = ranks.order
    starts = ranks.starts
  }

  /// The images of one class.
  func images(of group: Int) -> ArraySlice<Int32> {
    members[Int(starts[group])..<Int(starts[group + 1])]
  }

  /// The number of images of each class.
  var sizes: [Int] { (0..<count).map { Int(starts[$0 + 1] - starts[$0]) } }
}
