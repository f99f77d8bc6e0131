/// Mean and variance of each image's value over checkpoints, without keeping the values.
///
/// Source: Welford 1962, doi:10.1080/00401706.1962.10490022.
struct RunningMoments: Sendable, Equatable {
  private(set) var means: [Double]
  private var squares: [Double]
  private(set) var count = 0

  init(images: Int) {
    means = [Double](repeating: 0, count: images)
    squares = means
  }

  /// Adds one finite value an image.
  mutating func add(_ values: [Double], name: String) throws(StatisticsError) {
    guard values.count == means.count else {
      throw .lengthMismatch(expected: means.count, got: values.count)
    }
    for (index, value) in values.enumerated() where !value.isFinite {
      if value.isNaN { throw .notANumber(name: name, index: index) }
      throw .notFinite(name: name, index: index)
    }
    count += 1
    for (image, value) in values.enumerated() {
      let deviation = value - means[image]
      means[image] += deviation / Double(count)
      squares[image] += deviation * (value - means[image])
    }
  }

  /// The standard deviations, divided by the number of checkpoints.
  var populationDeviations: [Double] {
    squares.map { count == 0 ? .nan : (max(0, $0) / Double(count)).squareRoot() }
  }
}
