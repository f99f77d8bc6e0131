internal import RealModule

/// Newton's method for the beta-binomial likelihood.
struct BetaBinomialFit {
  let coefficients: [Double]
  let overdispersion: Double
  let covariance: [Double]
  let logOverdispersionStandardError: Double
  let logLikelihood: Double
  let iterations: Int

  /// Maximizes the likelihood from the binomial fit of the same design.
  init(_ design: CountDesign, from binomial: BinomialRegression) throws(StatisticsError) {
    let width = design.width
    guard Self.slopeAtZero(design, binomial.coefficients) > 0 else {
      coefficients = binomial.coefficients
      overdispersion = 0
      covariance = binomial.covariance
      logOverdispersionStandardError = .nan
      logLikelihood = binomial.logLikelihood
      iterations = 0
      return
    }
    // E(dispersion) is about 1 + (votes - 1) icc.
    let votes = design.totalShown / Double(design.n)
    let excess = (binomial.dispersion - 1) / max(votes - 1, 0.5)
    let correlation = excess > 0 ? min(excess, 0.9) : 0.01
    var parameters = binomial.coefficients
    parameters.append(.log(max(correlation / (1 - correlation), 1e-3)))
    var current = Self.evaluate(design, parameters)
    var damping = 0.0
    var steps = 0
    while true {
      guard steps < 200 else { throw .didNotConverge(iterations: steps) }
      steps += 1
      let size = width + 1
      var matrix = current.information
      for i in 0..<size { matrix[i * size + i] += damping * (abs(matrix[i * size + i]) + 1e-8) }
      guard let cholesky = SmallCholesky(matrix, size: size) else {
        // Away from the maximum the information may be indefinite: lean towards the gradient.
        damping = max(damping * 4, 1e-3)
        continue
      }
      let step = cholesky.solve(current.gradient)
      let candidate = zip(parameters, step).map { $0 + $1 }
      let next = Self.evaluate(design, candidate)
      let tolerance = 1e-13 * abs(current.logLikelihood)
      guard next.logLikelihood >= current.logLikelihood - tolerance else {
        damping = max(damping * 4, 1e-3)
        continue
      }
      let settled = zip(step, candidate).allSatisfy { abs($0) <= 1e-9 * (abs($1) + 1e-2) }
      parameters = candidate
      current = next
      damping = damping < 1e-6 ? 0 : damping / 8
      if settled && damping == 0 { break }
    }
    guard let cholesky = SmallCholesky(current.information, size: width + 1) else {
      throw .didNotConverge(iterations: steps)
    }
    let inverse = cholesky.inverse()
    coefficients = Array(parameters[0..<width])
    overdispersion = .exp(parameters[width])
    covariance = (0..<width * width).map { inverse[$0 / width * (width + 1) + $0 % width] }
    logOverdispersionStandardError = inverse[(width + 1) * (width + 1) - 1].squareRoot()
    logLikelihood =
      Self.summary(design, coefficients: coefficients, overdispersion: overdispersion)
      .logLikelihoods.reduce(0, +)
    iterations = steps
  }

  /// The slope of the log-likelihood in t at t = 0.
  private static func slopeAtZero(_ design: CountDesign, _ beta: [Double]) -> Double {
    var sum = 0.0
    for row in 0..<design.n {
      let (p, q) = CountDesign.shares(design.logOdds(row, beta))
      let n = design.shown[row]
      let k = design.selected[row]
      let m = n - k
      sum += (k * (k - 1) / p + m * (m - 1) / q - n * (n - 1)) / 2
    }
    return sum
  }

  /// The log-likelihood without constants, its gradient and its negative second derivatives.
  private static func evaluate(
    _ design: CountDesign, _ parameters: [Double]
  ) -> (logLikelihood: Double, gradient: [Double], information: [Double]) {
    let width = design.width
    let size = width + 1
    let beta = Array(parameters[0..<width])
    let t = Double.exp(parameters[width])
    var value = 0.0
    var gradient = [Double](repeating: 0, count: size)
    var information = [Double](repeating: 0, count: size * size)
    // Equal numbers of annotators share a sum, and without a score equal counts share everything.
    var sums: [Double: RisingLogSum] = [:]
    let totals = design.cells.map { cell -> RisingLogSum in
      if let known = sums[cell.y] { return known }
      let sum = RisingLogSum(1, count: Int(cell.y), step: t)
      sums[cell.y] = sum
      return sum
    }
    let alike: [RowTerms]? =
      width == 1
      ? zip(design.cells, totals).map { RowTerms($0, logOdds: beta[0], t: t, total: $1) } : nil
    for row in 0..<design.n {
      let cell = Int(design.cellOfRow[row])
      let terms =
        alike?[cell]
        ?? RowTerms(
          design.cells[cell], logOdds: design.logOdds(row, beta), t: t, total: totals[cell])
      value += terms.value
      let base = row * width
      for i in 0..<width {
        let x = design.rows[base + i]
        gradient[i] += x * terms.gradientOdds
        for j in 0...i {
          information[i * size + j] -= terms.curvatureOdds * x * design.rows[base + j]
        }
        information[width * size + i] -= terms.mixed * x
      }
      gradient[width] += terms.gradientT
      information[width * size + width] -= terms.curvatureT
    }
    for i in 0..<size {
      for j in 0..<i { information[j * size + i] = information[i * size + j] }
    }
    return (value, gradient, information)
  }

  /// Fitted shares and log-likelihoods of the rows.
  static func summary(
    _ design: CountDesign, coefficients: [Double], overdispersion: Double
  ) -> (fitted: [Double], logLikelihoods: [Double]) {
    var fitted: [Double] = []
    var logLikelihoods: [Double] = []
    for row in 0..<design.n {
      let (p, q) = CountDesign.shares(design.logOdds(row, coefficients))
      let k = design.selected[row]
      let n = design.shown[row]
      fitted.append(p)
      logLikelihoods.append(
        CountDesign.logChoose(n, k)
          + RisingLogSum(p, count: Int(k), step: overdispersion).value
          + RisingLogSum(q, count: Int(n - k), step: overdispersion).value
          - RisingLogSum(1, count: Int(n), step: overdispersion).value)
    }
    return (fitted, logLikelihoods)
  }
}

/// What one row adds to the log-likelihood, its gradient and its negative second derivatives.
private struct RowTerms {
  let value: Double
  let gradientOdds: Double
  let gradientT: Double
  let curvatureOdds: Double
  let curvatureT: Double
  let mixed: Double

  /// Computes the terms of the counts selected and shown; `total` is the sum for all that were shown.
  init(_ counts: SIMD2<Double>, logOdds: Double, t: Double, total n: RisingLogSum) {
    let (p, q) = CountDesign.shares(logOdds)
    let k = RisingLogSum(p, count: Int(counts.x), step: t)
    let m = RisingLogSum(q, count: Int(counts.y - counts.x), step: t)
    value = k.value + m.value - n.value
    let slope = k.slope - m.slope
    let curvature = k.curvature + m.curvature
    let pq = p * q
    gradientOdds = slope * pq
    gradientT = t * (k.stepSlope + m.stepSlope - n.stepSlope)
    curvatureOdds = curvature * pq * pq + slope * pq * (q - p)
    curvatureT = t * t * (k.stepCurvature + m.stepCurvature - n.stepCurvature) + gradientT
    mixed = (k.mixed - m.mixed) * pq * t
  }
}

/// The sum of ln(a + j t) over j = 0 ..< count, with its derivatives in a and t.
private struct RisingLogSum {
  var value = 0.0
  var slope = 0.0
  var curvature = 0.0
  var stepSlope = 0.0
  var stepCurvature = 0.0
  var mixed = 0.0

  init(_ a: Double, count: Int, step: Double) {
    guard count > 0 else { return }
    // Products of several factors save logarithms; 8 factors between 1e-30 and 1e30 do not
    // overflow.
    var product = 1.0
    for index in 0..<count {
      let j = Double(index)
      let term = a + j * step
      if term > 1e-30 && term < 1e30 {
        product *= term
        if index % 8 == 7 {
          value += .log(product)
          product = 1
        }
      } else {
        value += .log(term)
      }
      let inverse = 1 / term
      let scaled = j * inverse
      slope += inverse
      curvature -= inverse * inverse
      stepSlope += scaled
      stepCurvature -= scaled * scaled
      mixed -= scaled * inverse
    }
    value += .log(product)
  }
}
