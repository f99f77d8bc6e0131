/// Images as a frozen network sees them, with their classes.
public struct FeatureSet: Equatable, Sendable {
  /// The features, one image after the other: (images, width), finite and in no row all zeros.
  public let features: [Double]
  /// The class of each image, from 0.
  public let labels: [Int32]
  /// The number of features of an image.
  public let width: Int

  /// The number of images.
  public var count: Int { labels.count }

  /// Creates a set.
  ///
  /// - Parameters:
  ///   - features: The features, one image after the other: (images, width).
  ///   - labels: The class of each image, from 0; the number of classes is checked in training.
  ///   - width: The number of features of an image, positive.
  /// - Throws: ``NetworksError`` when the counts do not fit together, a feature is not finite
  ///   (row and column named), or a row is all zeros.
  public init(features: [Double], labels: [Int32], width: Int) throws(NetworksError) {
    guard width > 0 else {
      throw .invalidOption(name: "width", value: Double(width), allowed: "positive")
    }
    guard features.count == labels.count * width else {
      throw .countMismatch(
        what: "features, \(width) per label,", expected: labels.count * width, got: features.count)
    }
    for row in 0..<labels.count {
      var isZero = true
      for column in 0..<width {
        let value = features[row * width + column]
        if !value.isFinite {
          throw .notFinite(what: "features", row: row, column: column, value: "\(value)")
        }
        if value != 0 { isZero = false }
      }
      if isZero { throw .zeroNorm(what: "features", row: row) }
    }
    self.init(checked: features, labels: labels, width: width)
  }

  private init(checked features: [Double], labels: [Int32], width: Int) {
    self.features = features
    self.labels = labels
    self.width = width
  }

  /// Returns some of the images.
  ///
  /// - Parameter rows: Which images, each in `0..<count`.
  /// - Returns: These images, in that order.
  public func subset(_ rows: [Int]) -> FeatureSet {
    var chosen: [Double] = []
    chosen.reserveCapacity(rows.count * width)
    for row in rows { chosen += features[row * width..<(row + 1) * width] }
    return FeatureSet(checked: chosen, labels: rows.map { labels[$0] }, width: width)
  }

  /// Returns the same images with other classes.
  func relabelled(_ labels: [Int32]) -> FeatureSet {
    precondition(labels.count == count, "One label per image is needed.")
    return FeatureSet(checked: features, labels: labels, width: width)
  }

  /// Returns the images of several sets, one set after the other.
  ///
  /// - Parameter sets: Sets of one width, at least one.
  /// - Returns: All their images.
  /// - Throws: ``NetworksError`` when there is no set or the widths differ.
  public static func joining(_ sets: [FeatureSet]) throws(NetworksError) -> FeatureSet {
    guard let width = sets.first?.width else { throw .empty(what: "sets of images") }
    var features: [Double] = []
    var labels: [Int32] = []
    features.reserveCapacity(sets.reduce(0) { $0 + $1.features.count })
    for set in sets {
      guard set.width == width else {
        throw .countMismatch(what: "features per image", expected: width, got: set.width)
      }
      features += set.features
      labels += set.labels
    }
    return FeatureSet(checked: features, labels: labels, width: width)
  }

  /// The norm of each image's features.
  var norms: [Double] {
    (0..<count).map { row in
      // The largest magnitude is taken out so that squares stay in range.
      let values = features[row * width..<(row + 1) * width]
      let largest = values.reduce(0) { max($0, abs($1)) }
      return largest * values.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
    }
  }

  /// The features divided by their norms.
  var units: [Double] {
    let norms = norms
    return features.indices.map { features[$0] / norms[$0 / width] }
  }

  func check(classes: Int) throws(NetworksError) {
    for (row, label) in labels.enumerated() where label < 0 || Int(label) >= classes {
      throw .labelOutOfRange(row: row, label: Int(label), classes: classes)
    }
  }
}
