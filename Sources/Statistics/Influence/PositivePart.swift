/// The nearest positive semidefinite matrix to a symmetric one.
///
/// Jacobi's rotations give eigenvalues and eigenvectors; negative eigenvalues, which a difference of
/// two estimated covariances may have, become 0 (the projection in Frobenius norm, Higham 1988,
/// doi:10.1016/0024-3795(88)90223-6). A matrix without negative eigenvalues comes back unchanged.
enum PositivePart {
  /// Projects a matrix.
  ///
  /// - Parameters:
  ///   - matrix: A symmetric matrix of finite numbers, row by row.
  ///   - count: The number of rows.
  /// - Returns: The projection, symmetric.
  /// - Complexity: O(count^3) for each of a few sweeps.
  static func of(_ matrix: [Double], count: Int) -> [Double] {
    var values = matrix
    var vectors = [Double](repeating: 0, count: count * count)
    for index in 0..<count { vectors[index * count + index] = 1 }
    let scale = matrix.reduce(0) { max($0, abs($1)) }
    for _ in 0..<60 {
      var rest = 0.0
      for p in 0..<count {
        for q in 0..<count where q > p {
          let value = values[p * count + q]
          rest = max(rest, abs(value))
          if abs(value) > 1e-300 { rotate(p, q, &values, &vectors, count) }
        }
      }
      if rest <= 1e-15 * scale { break }
    }
    let eigenvalues = (0..<count).map { values[$0 * count + $0] }
    guard eigenvalues.contains(where: { $0 < 0 }) else { return matrix }
    var result = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      for column in 0...row {
        var sum = 0.0
        for k in 0..<count where eigenvalues[k] > 0 {
          sum += eigenvalues[k] * vectors[row * count + k] * vectors[column * count + k]
        }
        result[row * count + column] = sum
        result[column * count + row] = sum
      }
    }
    return result
  }

  /// Makes the element in row p and column q zero.
  private static func rotate(
    _ p: Int, _ q: Int, _ values: inout [Double], _ vectors: inout [Double], _ count: Int
  ) {
    let theta = (values[q * count + q] - values[p * count + p]) / (2 * values[p * count + q])
    let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
    let c = 1 / (t * t + 1).squareRoot()
    let s = t * c
    for k in 0..<count {
      let (first, second) = (values[k * count + p], values[k * count + q])
      values[k * count + p] = c * first - s * second
      values[k * count + q] = s * first + c * second
    }
    for k in 0..<count {
      let (first, second) = (values[p * count + k], values[q * count + k])
      values[p * count + k] = c * first - s * second
      values[q * count + k] = s * first + c * second
    }
    for k in 0..<count {
      let (first, second) = (vectors[k * count + p], vectors[k * count + q])
      vectors[k * count + p] = c * first - s * second
      vectors[k * count + q] = s * first + c * second
    }
  }
}
