/// The images that a network scored, without people.
package struct ScoredImages: Sendable {
  /// The image names.
  package let images: [String]
  /// The true class of each image, -1 where unknown.
  package let targetClass: [Int]
  /// The scores, one value an image.
  package let scores: [ScoreColumn]

  /// Creates the columns.
  package init(images: [String], targetClass: [Int], scores: [ScoreColumn]) {
    precondition(targetClass.count == images.count)
    precondition(scores.allSatisfy { $0.values.count == images.count })
    self.images = images
    self.targetClass = targetClass
    self.scores = scores
  }

  /// The score of that name, nil when there is none.
  package func score(_ name: String) -> ScoreColumn? { scores.first { $0.name == name } }
}

/// The logits of a network, image by class.
package struct LogitMatrix: Sendable {
  /// The image names.
  package let images: [String]
  /// The number of classes.
  package let classCount: Int
  /// The logits, row-major.
  package let values: [Double]

  /// Creates a matrix.
  package init(images: [String], classCount: Int, values: [Double]) {
    precondition(values.count == images.count * classCount)
    self.images = images
    self.classCount = classCount
    self.values = values
  }

  /// The rows of the named images, one after the other; nil when one of them has no logits.
  package func rows(of names: [String]) -> [Double]? {
    let places = Dictionary(zip(images, 0...)) { first, _ in first }
    var result: [Double] = []
    result.reserveCapacity(names.count * classCount)
    for name in names {
      guard let place = places[name] else { return nil }
      result += values[place * classCount..<(place + 1) * classCount]
    }
    return result
  }
}
