/// The covariance of several statistics of the same images from their influence values.
///
/// What every sampling design does with influence values is here once; the statistics differ only in
/// their values and in how they are computed again without a class.
struct DesignCovariance {
  /// The influence values of each statistic, one an image, with mean 0.
  let deviations: [[Double]]
  /// The statistics without the images of each class, class by class; NaN where there is none.
  let leavingOut: (ClassGrouping) -> [[Double]]

  private var imageCount: Int { deviations[0].count }

  /// Returns the covariance matrix as one source of variation.
  ///
  /// - Parameters:
  ///   - design: The population the images stand for.
  ///   - signs: What each statistic is multiplied by.
  /// - Returns: The matrix with its degrees of freedom.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)`` when there is not one class an image,
  ///   ``StatisticsError/tooFewClusters(needed:got:)`` with fewer than 2 random classes,
  ///   ``StatisticsError/tooFewValues(needed:got:)`` when every class has one image and
  ///   ``StatisticsError/undefined(reason:)`` when a statistic has no value without a class.
  func source(
    _ design: SamplingDesign, signs: [Double]
  ) throws(StatisticsError) -> StrengthCovariance.Source {
    let rows: [[Double]]
    var factor = 1.0
    var df: Double?
    let n = Double(imageCount)
    switch design {
    case .images:
      rows = deviations
      factor = 1 / (n * (n - 1))
    case .classesFixed(let classes):
      rows = try withinClasses(grouping(classes))
    case .classesRandom(let classes):
      let grouping = try grouping(classes, fewest: 2)
      let groups = Double(grouping.count)
      rows = deviations.map { values in
        (0..<grouping.count).map { group in
          grouping.images(of: group).reduce(0) { $0 + values[Int($1)] } / n
        }
      }
      factor = groups / (groups - 1)
      df = groups - 1
    case .classesRandomDeleteOne(let classes):
      let grouping = try grouping(classes, fewest: 3)
      let groups = Double(grouping.count)
      rows = try deleteOneClass(grouping)
      factor = (groups - 1) / groups
      df = groups - 1
    }
    return .init(
      name: design.name, matrix: Self.crossProducts(rows, signs: signs, factor: factor), df: df)
  }

  private func grouping(
    _ classes: [Int], fewest: Int = 1
  ) throws(StatisticsError) -> ClassGrouping {
    guard classes.count == imageCount else {
      throw .lengthMismatch(expected: imageCount, got: classes.count)
    }
    let grouping = ClassGrouping(classes)
    guard grouping.count >= fewest else {
      throw .tooFewClusters(needed: fewest, got: grouping.count)
    }
    return grouping
  }

  /// Deviations from the class mean times sqrt(n_g/(n_g - 1))/n; a class of one image says nothing
  /// about the variance within it and is left at its deviation from the mean of all, which is 0.
  private func withinClasses(_ grouping: ClassGrouping) throws(StatisticsError) -> [[Double]] {
    let sizes = grouping.sizes
    guard sizes.contains(where: { $0 > 1 }) else { throw .tooFewValues(needed: 2, got: 1) }
    let n = Double(imageCount)
    return deviations.map { values in
      var result = values.map { $0 / n }
      for group in 0..<grouping.count where sizes[group] > 1 {
        let images = grouping.images(of: group)
        let size = Double(sizes[group])
        let mean = images.reduce(0) { $0 + values[Int($1)] } / size
        let scale = (size / (size - 1)).squareRoot() / n
        for image in images { result[Int(image)] = (values[Int(image)] - mean) * scale }
      }
      return result
    }
  }

  /// Deviations of the statistics without each class from their mean.
  private func deleteOneClass(_ grouping: ClassGrouping) throws(StatisticsError) -> [[Double]] {
    let leaveOuts = leavingOut(grouping)
    if leaveOuts.contains(where: { $0.contains(where: \.isNaN) }) {
      throw .undefined(reason: "a variable is constant once one class is left out")
    }
    return deviations.indices.map { index in
      let values = leaveOuts.map { $0[index] }
      let mean = values.reduce(0, +) / Double(values.count)
      return values.map { $0 - mean }
    }
  }

  /// The matrix of signed sums of products of rows.
  static func crossProducts(
    _ rows: [[Double]], signs: [Double], factor: Double
  ) -> [Double] {
    let count = rows.count
    var matrix = [Double](repeating: 0, count: count * count)
    for a in 0..<count {
      for b in a..<count {
        var sum = 0.0
        let first = rows[a]
        let second = rows[b]
        for index in first.indices { sum += first[index] * second[index] }
        let value = signs[a] * signs[b] * sum * factor
        matrix[a * count + b] = value
        matrix[b * count + a] = value
      }
    }
    return matrix
  }
}
