/// A lower triangular factor of a covariance matrix that may be singular.
///
/// Cholesky's method; a pivot that is zero up to rounding (a score that is a copy of earlier ones)
/// gives a zero column.
struct CovarianceFactor: Sendable {
  private let count: Int
  private let lower: [Double]

  init(_ matrix: [Double], count: Int) {
    self.count = count
    var lower = [Double](repeating: 0, count: count * count)
    for column in 0..<count {
      var pivot = matrix[column * count + column]
      for k in 0..<column {
        pivot -= lower[column * count + k] * lower[column * count + k]
      }
      guard pivot > 1e-12 * matrix[column * count + column] else { continue }
      let root = pivot.squareRoot()
      lower[column * count + column] = root
      for row in column + 1..<max(count, column + 1) {
        var value = matrix[row * count + column]
        for k in 0..<column { value -= lower[row * count + k] * lower[column * count + k] }
        lower[row * count + column] = value / root
      }
    }
    self.lower = lower
  }

  /// One normal vector with the covariance.
  func deviate(_ sampler: inout NormalSampler) -> [Double] {
    let normal = (0..<count).map { _ in sampler.next() }
    return (0..<count).map { row in
      var sum = 0.0
      for k in 0...row { sum += lower[row * count + k] * normal[k] }
      return sum
    }
  }
}
