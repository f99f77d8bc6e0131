internal import RealModule

/// The Cholesky factor of a small symmetric positive definite matrix.
struct SmallCholesky {
  private let factor: [Double]
  private let size: Int
  private let scale: [Double]

  /// Factors the matrix after scaling its diagonal to 1; nil when it is not positive definite.
  ///
  /// - Parameters:
  ///   - matrix: The entries, row by row.
  ///   - size: The number of rows.
  init?(_ matrix: [Double], size: Int) {
    let scale = (0..<size).map { matrix[$0 * size + $0].squareRoot() }
    guard scale.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    var factor = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        var sum = matrix[row * size + column] / (scale[row] * scale[column])
        for k in 0..<column { sum -= factor[row * size + k] * factor[column * size + k] }
        if row == column {
          // The diagonal is 1 before elimination, so this is the share that is left of the column.
          guard sum > 1e-12 else { return nil }
          factor[row * size + row] = sum.squareRoot()
        } else {
          factor[row * size + column] = sum / factor[column * size + column]
        }
      }
    }
    self.factor = factor
    self.size = size
    self.scale = scale
  }

  /// The natural logarithm of the determinant.
  var logDeterminant: Double {
    (0..<size).reduce(0) { $0 + 2 * .log(factor[$1 * size + $1] * scale[$1]) }
  }

  /// Solves for one right-hand side.
  func solve(_ right: [Double]) -> [Double] {
    var x = (0..<size).map { right[$0] / scale[$0] }
    for row in 0..<size {
      for k in 0..<row { x[row] -= factor[row * size + k] * x[k] }
      x[row] /= factor[row * size + row]
    }
    for row in (0..<size).reversed() {
      for k in row + 1..<size { x[row] -= factor[k * size + row] * x[k] }
      x[row] /= factor[row * size + row]
    }
    return (0..<size).map { x[$0] / scale[$0] }
  }

  /// The inverse matrix, row by row.
  func inverse() -> [Double] {
    var result = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[column] = 1
      let solution = solve(unit)
      for row in 0..<size { result[row * size + column] = solution[row] }
    }
    return result
  }
}
