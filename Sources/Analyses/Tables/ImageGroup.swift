package import Statistics

/// A way to divide the images of a table into groups.
package enum Grouping: String, CaseIterable, Codable, Sendable {
  /// One group of all images.
  case all
  /// Five right-closed bins of HSF: [0,.2], (.2,.4], (.4,.6], (.6,.8], (.8,1].
  case bin
  /// One group per true class.
  case `class`
  /// The images the network gets right, and those it gets wrong.
  case correct
  /// The images that somebody got wrong, HSF < 1.
  case belowCeiling = "below-ceiling"
  /// The images whose human majority agrees with the label.
  case trusted
}

/// One group of images with the keys that result rows carry.
package struct ImageGroup: Sendable {
  /// How the images are divided.
  package let grouping: Grouping
  /// The group, for example `all`, `(0.2,0.4]`, `cat`, `1`.
  package let name: String
  /// The images, as positions in the table.
  package let indices: [Int]

  /// The names of the five bins.
  package static let binNames = (0..<5).map { SelectionBins.binName($0) }

  /// Divides the images of a table.
  ///
  /// A bin or class without images is kept as an empty group, so that its row can say so. Bins are
  /// decided in integers: an image is in bin k, counted from 1, when 5 chosen <= k judged and in no
  /// earlier one.
  ///
  /// - Throws: `StatisticsError` when an image was selected more often than shown.
  package static func groups(
    of table: ImageTable, by grouping: Grouping
  ) throws(StatisticsError) -> [ImageGroup] {
    switch grouping {
    case .all:
      [ImageGroup(grouping: .all, name: "all", indices: Array(0..<table.count))]
    case .bin:
      try bins(of: table)
    case .class:
      table.classNames.indices.map { index in
        ImageGroup(
          grouping: .class, name: table.classNames[index],
          indices: (0..<table.count).filter { table.targetClass[$0] == index })
      }
    case .correct:
      correctness(of: table)
    case .belowCeiling:
      [
        ImageGroup(
          grouping: .belowCeiling, name: "hsf<1",
          indices: (0..<table.count).filter { table.hsf[$0] < 1 })
      ]
    case .trusted:
      [
        ImageGroup(
          grouping: .trusted, name: "label-agrees",
          indices: (0..<table.count).filter {
            table.majorityClass[$0].map { [target = table.targetClass[$0]] in $0 == target } ?? true
          })
      ]
    }
  }

  private static func bins(of table: ImageTable) throws(StatisticsError) -> [ImageGroup] {
    var members = [[Int]](repeating: [], count: binNames.count)
    for image in 0..<table.count {
      members[try table.bin(of: image)].append(image)
    }
    return zip(binNames, members).map { ImageGroup(grouping: .bin, name: $0, indices: $1) }
  }

  private static func correctness(of table: ImageTable) -> [ImageGroup] {
    guard let correct = table.score("correct") else { return [] }
    return [1.0, 0.0].map { value in
      ImageGroup(
        grouping: .correct, name: "\(Int(value))",
        indices: (0..<table.count).filter { correct.values[$0] == value })
    }
  }
}
