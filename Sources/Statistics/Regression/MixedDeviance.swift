internal import RealModule

/// The REML deviance of a mixed model as a function of its class deviations.
///
/// Ratios are class deviations over the residual one. With M the products of the columns within a class,
/// L the ratios and S = L (I + L M L)^-1 L
///
/// ```text
/// X'V^-1 X = sum (M - M S M),   log|V| = sum log|I + L M L|
/// deviance = log|V| + log|X'V^-1 X| + (n - p)(1 + log(2 pi r / (n - p)))
/// ```
///
/// r is the generalized residual sum of squares. It is an even function of each ratio, so it is minimized
/// without bounds and a ratio of 0 is a minimum like any other.
struct MixedDeviance: Sendable {
  /// The products of one class.
  struct Group: Sendable {
    /// Of the columns with each other, the intercept first, row by row.
    var products: [Double]
    /// Of the columns with the outcome.
    var outcomes: [Double]
    /// Of the outcome with itself.
    var square: Double
  }

  /// What follows from given ratios.
  struct Fit {
    let coefficients: [Double]
    /// (X'V^-1 X)^-1, to be multiplied by the residual variance.
    let unscaled: [Double]
    /// The generalized residual sum of squares.
    let residual: Double
    /// log|V| + log|X'V^-1 X|.
    let logDeterminants: Double
    /// The deviance with the residual variance at its best.
    let profiled: Double
  }

  /// The classes.
  let groups: [Group]
  /// The number of columns with the intercept.
  let size: Int
  private let n: Int

  /// Adds up the products within each class.
  init(_ outcome: [Double], columns: [[Double]], grouping: ClassGrouping) {
    let size = columns.count + 1
    self.size = size
    n = outcome.count
    groups = (0..<grouping.count).map { index in
      var group = Group(
        products: [Double](repeating: 0, count: size * size),
        outcomes: [Double](repeating: 0, count: size), square: 0)
      var row = [Double](repeating: 1, count: size)
      for image in grouping.images(of: index).map({ Int($0) }) {
        for column in 1..<size { row[column] = columns[column - 1][image] }
        for first in 0..<size {
          for second in 0..<size {
            group.products[first * size + second] += row[first] * row[second]
          }
          group.outcomes[first] += row[first] * outcome[image]
        }
        group.square += outcome[image] * outcome[image]
      }
      return group
    }
  }

  /// Solves for the coefficients at given ratios; nil when the columns determine each other.
  func fit(_ ratios: [Double]) -> Fit? {
    var information = [Double](repeating: 0, count: size * size)
    var right = [Double](repeating: 0, count: size)
    var square = 0.0
    var logDeterminants = 0.0
    for group in groups {
      var inner = [Double](repeating: 0, count: size * size)
      for row in 0..<size {
        for column in 0..<size {
          inner[row * size + column] =
            ratios[row] * ratios[column] * group.products[row * size + column]
            + (row == column ? 1 : 0)
        }
      }
      guard let cholesky = SmallCholesky(inner, size: size) else { return nil }
      logDeterminants += cholesky.logDeterminant
      // L (I + L M L)^-1 L applied to the columns and the outcome.
      func shrunk(_ values: [Double]) -> [Double] {
        zip(cholesky.solve(zip(ratios, values).map { $0 * $1 }), ratios).map { $0 * $1 }
      }
      let outcome = shrunk(group.outcomes)
      for column in 0..<size {
        let products = (0..<size).map { group.products[$0 * size + column] }
        let image = shrunk(products)
        for row in 0..<size {
          var sum = products[row]
          for k in 0..<size { sum -= group.products[row * size + k] * image[k] }
          information[row * size + column] += sum
        }
        var sum = group.outcomes[column]
        for k in 0..<size { sum -= group.products[column * size + k] * outcome[k] }
        right[column] += sum
      }
      square += group.square
      for k in 0..<size { square -= group.outcomes[k] * outcome[k] }
    }
    guard let cholesky = SmallCholesky(information, size: size) else { return nil }
    let coefficients = cholesky.solve(right)
    let residual = square - zip(right, coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    logDeterminants += cholesky.logDeterminant
    let freedom = Double(n - size)
    return Fit(
      coefficients: coefficients, unscaled: cholesky.inverse(), residual: residual,
      logDeterminants: logDeterminants,
      profiled: logDeterminants + freedom * (1 + Double.log(2 * .pi * residual / freedom)))
  }

  /// The deviance with the residual deviation given rather than at its best.
  func deviance(_ ratios: [Double], residual: Double) -> Double {
    guard let fit = fit(ratios) else { return .nan }
    let freedom = Double(n - size)
    return fit.logDeterminants + freedom * Double.log(2 * .pi * residual * residual)
      + fit.residual / (residual * residual)
  }

  /// Returns the ratios that minimize the deviance; those below 1e-4 are 0.
  ///
  /// - Throws: ``StatisticsError/didNotConverge(iterations:)``.
  func minimum() throws(StatisticsError) -> [Double] {
    let starts = [1.0, 0.1].map { [Double](repeating: $0, count: size) }
    var best: (ratios: [Double], value: Double)?
    for start in starts {
      let ratios = try settle(start, free: Array(0..<size))
      guard let value = fit(ratios)?.profiled, !value.isNaN else { continue }
      if best.map({ value < $0.value }) ?? true { best = (ratios, value) }
    }
    guard let best else { throw .didNotConverge(iterations: Self.iterations) }
    let free = best.ratios.indices.filter { best.ratios[$0] >= 1e-4 }
    guard free.count < size else { return best.ratios }
    var reduced = [Double](repeating: 0, count: size)
    for index in free { reduced[index] = best.ratios[index] }
    return free.isEmpty ? reduced : try settle(reduced, free: free)
  }

  private static let iterations = 200

  /// Newton's steps, damped until the deviance falls, in the free ratios.
  private func settle(
    _ start: [Double], free: [Int]
  ) throws(StatisticsError) -> [Double] {
    var ratios = start
    func value(_ point: [Double]) -> Double { fit(point)?.profiled ?? .infinity }
    var damping = 1.0
    for _ in 0..<Self.iterations {
      let here = value(ratios)
      let slope = Curvature(at: ratios, free: free, step: 1e-3, value)
      let largest = slope.gradient.reduce(0) { max($0, abs($1)) }
      if largest < 1e-7 { return ratios.map(abs) }
      var improved = false
      for _ in 0..<60 {
        var hessian = slope.hessian
        for place in free.indices { hessian[place * free.count + place] += damping }
        if let cholesky = SmallCholesky(hessian, size: free.count) {
          let step = cholesky.solve(slope.gradient)
          var next = ratios
          for (place, index) in free.enumerated() { next[index] -= step[place] }
          if value(next) <= here {
            let length = step.reduce(0) { max($0, abs($1)) }
            ratios = next
            damping = max(damping / 10, 1e-12)
            improved = true
            // Below the noise of the deviance nothing can be gained.
            if length < 1e-9 { return ratios.map(abs) }
            break
          }
        }
        damping = max(damping * 10, 1e-6)
      }
      if !improved { return ratios.map(abs) }
    }
    throw .didNotConverge(iterations: Self.iterations)
  }
}

/// The gradient and the second derivatives of a function by differences of the fourth order.
struct Curvature {
  let gradient: [Double]
  /// Row by row over the free places.
  let hessian: [Double]

  init(at point: [Double], free: [Int], step: Double, _ function: ([Double]) -> Double) {
    let weights: [(Double, Double)] = [(-2, 1), (-1, -8), (1, 8), (2, -1)]
    func moved(_ shifts: [(Int, Double)]) -> Double {
      var next = point
      for (index, shift) in shifts { next[index] += shift * step }
      return function(next)
    }
    let centre = function(point)
    gradient = free.map { index in
      weights.reduce(0) { $0 + $1.1 * moved([(index, $1.0)]) } / (12 * step)
    }
    var hessian = [Double](repeating: 0, count: free.count * free.count)
    for (row, first) in free.enumerated() {
      let pairs = [(1.0, 16.0), (2, -1)].map { shift, weight in
        weight * (moved([(first, shift)]) + moved([(first, -shift)]))
      }
      hessian[row * free.count + row] =
        (pairs[0] + pairs[1] - 30 * centre) / (12 * step * step)
      for (column, second) in free.enumerated() where column < row {
        var sum = 0.0
        for (shift, weight) in weights {
          for (other, otherWeight) in weights {
            sum += weight * otherWeight * moved([(first, shift), (second, other)])
          }
        }
        hessian[row * free.count + column] = sum / (144 * step * step)
        hessian[column * free.count + row] = hessian[row * free.count + column]
      }
    }
    self.hessian = hessian
  }
}

/// How uncertain the deviations of a mixed model are, and how the errors of its coefficients follow them.
struct DeviationUncertainty {
  /// The derivatives of the coefficients' covariance by each deviation that is not 0, and by the residual.
  let gradients: [[Double]]
  /// The covariance of these, row by row.
  let covariance: [Double]

  /// Differentiates the deviance twice.
  ///
  /// A deviation of 0 is left out: the deviance is even in it, so it changes nothing to the first order.
  init(
    _ criterion: MixedDeviance, ratios: [Double], residual: Double
  ) throws(StatisticsError) {
    let free = ratios.indices.filter { ratios[$0] > 0 }
    let step = 1e-3
    let size = free.count + 1
    func deviance(_ point: [Double]) -> Double {
      criterion.deviance(Array(point.dropLast()), residual: point[point.count - 1])
    }
    let curvature = Curvature(
      at: ratios + [residual], free: free + [ratios.count], step: step, deviance)
    guard let cholesky = SmallCholesky(curvature.hessian, size: size) else {
      throw .undefined(reason: "the deviations of the classes have no covariance")
    }
    covariance = cholesky.inverse().map { 2 * $0 }
    func unscaled(_ point: [Double]) -> [Double] { criterion.fit(point)?.unscaled ?? [] }
    var gradients = free.map { index -> [Double] in
      var sum = [Double](repeating: 0, count: criterion.size * criterion.size)
      for (shift, weight) in [(-2.0, 1.0), (-1, -8), (1, 8), (2, -1)] {
        var next = ratios
        next[index] += shift * step
        for (place, value) in unscaled(next).enumerated() { sum[place] += weight * value }
      }
      return sum.map { $0 / (12 * step) * residual * residual }
    }
    gradients.append(unscaled(ratios).map { 2 * residual * $0 })
    self.gradients = gradients
  }
}
