internal import RealModule

/// One variable prepared for resampling: its ranks, and its values centred and scaled.
struct CodedVariable: Sendable {
  /// The dense ranks, for Spearman and Kendall.
  let ranks: RankCodes
  /// The values with mean 0 and mean square 1, for Pearson; empty for a variable known by ranks only.
  let standardized: [Double]

  /// Whether all values are equal.
  var isConstant: Bool { ranks.levelCount < 2 }

  /// Prepares finite values for Pearson, or any values but NaN for the rank coefficients.
  init(_ values: [Double], needsMoments: Bool) {
    ranks = RankCodes(values)
    standardized = needsMoments ? Self.standardize(values) : []
  }

  /// Takes ranks that exist already.
  init(ranks: RankCodes) {
    self.ranks = ranks
    standardized = []
  }

  /// Takes values for Pearson only; their mean and scale may be anything of order 1.
  init(moments: [Double]) {
    ranks = RankCodes(codes: [], levels: 0)
    standardized = moments
  }

  /// The variable for some of the images, ranked among themselves.
  func subset(_ images: [Int]) -> CodedVariable {
    CodedVariable(
      ranks: RankCodes(images.map { Double(ranks.codes[$0]) }),
      standardized: standardized.isEmpty ? [] : Self.standardize(images.map { standardized[$0] }))
  }

  private init(ranks: RankCodes, standardized: [Double]) {
    self.ranks = ranks
    self.standardized = standardized
  }

  /// Centres twice (the rounded mean of large offsets is off) after scaling by a power of two.
  static func standardize(_ values: [Double]) -> [Double] {
    let largest = values.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite, !values.isEmpty else {
      return [Double](repeating: 0, count: values.count)
    }
    let n = Double(values.count)
    let scale = Double(
      sign: .plus, exponent: max(-1000, min(1000, -largest.exponent)), significand: 1)
    let mean = values.reduce(0) { $0 + $1 * scale } / n
    var centred = values.map { $0 * scale - mean }
    let rest = centred.reduce(0, +) / n
    for index in centred.indices { centred[index] -= rest }
    let spread = centred.reduce(0) { max($0, abs($1)) }
    guard spread > 0 else { return centred }
    for index in centred.indices { centred[index] /= spread }
    let meanSquare = centred.reduce(0) { $0 + $1 * $1 } / n
    let deviation = meanSquare.squareRoot()
    for index in centred.indices { centred[index] /= deviation }
    return centred
  }
}
