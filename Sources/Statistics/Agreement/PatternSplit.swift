/// What one class gives to the correlations of one cut.
struct PatternSums: Sendable {
  /// The sums of a Pearson correlation.
  struct Products: Sendable {
    var n = 0.0
    var x = 0.0
    var y = 0.0
    var xx = 0.0
    var yy = 0.0
    var xy = 0.0

    mutating func add(_ a: Double, _ b: Double) {
      n += 1
      x += a
      y += b
      xx += a * a
      yy += b * b
      xy += a * b
    }

    mutating func add(_ other: Products) {
      n += other.n
      x += other.x
      y += other.y
      xx += other.xx
      yy += other.yy
      xy += other.xy
    }

    /// Patterns are centred within classes, so that sums of squares lose nothing.
    var correlation: Double {
      let (sx, sy) = (xx - x * x / n, yy - y * y / n)
      return (xy - x * y / n) / (sx * sy).squareRoot()
    }
  }

  /// The network with the first half, with the second, and the halves with each other.
  var first = Products()
  var second = Products()
  var between = Products()

  mutating func add(_ other: PatternSums) {
    first.add(other.first)
    second.add(other.second)
    between.add(other.between)
  }
}

/// One cut of the votes.
struct PatternSplit: Sendable {
  let raw: Double
  let halves: Double
  let values: Double
  let cappedShare: Double
  let rawInfluence: [Double]
  let halvesInfluence: [Double]
  let sums: [Int: PatternSums]

  init(
    _ network: [Double], _ first: [Double], _ second: [Double], classes: [Int], capped: Int
  ) throws(StatisticsError) {
    let width = network.count / classes.count
    let known = network.indices.filter {
      !network[$0].isNaN && !first[$0].isNaN && !second[$0].isNaN
    }
    let x = known.map { network[$0] }
    let (a, b) = (known.map { first[$0] }, known.map { second[$0] })
    let imageOf = known.map { $0 / width }
    func part(_ u: [Double], _ v: [Double]) throws(StatisticsError) -> (Double, [Double]) {
      let r = try PearsonCorrelation(u, v).coefficient
      let (zu, zv) = (Self.standardised(u), Self.standardised(v))
      var influence = [Double](repeating: 0, count: classes.count)
      let scale = Double(classes.count) / Double(u.count)
      for index in u.indices {
        let (p, q) = (zu[index], zv[index])
        influence[imageOf[index]] += scale * (p * q - r * (p * p + q * q) / 2)
      }
      return (r, influence)
    }
    let (r1, d1) = try part(x, a)
    let (r2, d2) = try part(x, b)
    let (rh, dh) = try part(a, b)
    raw = (r1 + r2) / 2
    rawInfluence = zip(d1, d2).map { ($0 + $1) / 2 }
    (halves, halvesInfluence) = (rh, dh)
    values = Double(known.count)
    cappedShare = Double(capped) / Double(2 * max(1, first.count { !$0.isNaN }))
    var sums: [Int: PatternSums] = [:]
    for index in known.indices {
      let label = classes[imageOf[index]]
      sums[label, default: PatternSums()].first.add(x[index], a[index])
      sums[label, default: PatternSums()].second.add(x[index], b[index])
      sums[label, default: PatternSums()].between.add(a[index], b[index])
    }
    self.sums = sums
  }

  private static func standardised(_ values: [Double]) -> [Double] {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n).squareRoot()
    return values.map { ($0 - mean) / deviation }
  }
}
