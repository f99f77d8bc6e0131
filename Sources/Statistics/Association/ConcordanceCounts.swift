/// The concordant, discordant and tied pairs of two variables, over all images and image by image.
///
/// A pair of images is concordant when x and y order it alike, discordant when they order it
/// oppositely, tied when x or y (or both) is equal. With n images,
/// `concordant + discordant + tiedX + tiedY + tiedBoth = n (n - 1) / 2`.
struct ConcordanceCounts: Sendable {
  /// The number of images.
  let n: Int
  /// Pairs that x and y order alike.
  let concordant: Int
  /// Pairs that x and y order oppositely.
  let discordant: Int
  /// Pairs equal in x only.
  let tiedX: Int
  /// Pairs equal in y only.
  let tiedY: Int
  /// Pairs equal in both.
  let tiedBoth: Int
  /// For each image, the images concordant with it minus those discordant with it.
  let balances: [Int]
  /// For each image, the images concordant or discordant with it.
  let untied: [Int]
  /// For each image, the images with another x.
  let unlikeX: [Int]
  /// For each image, the images with another y.
  let unlikeY: [Int]

  /// Counts all pairs.
  ///
  /// - Complexity: O(n log levels of y).
  init(_ x: RankCodes, _ y: RankCodes) {
    n = x.count
    let xSizes = x.levelSizes
    let ySizes = y.levelSizes
    let alike = Self.alikeInBoth(x, y)
    let whole = PairBalances(x, y)
    let pairsTiedX = xSizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    let pairsTiedY = ySizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    tiedBoth = alike.reduce(0) { $0 + $1 - 1 } / 2
    tiedX = pairsTiedX - tiedBoth
    tiedY = pairsTiedY - tiedBoth
    let decided = n * (n - 1) / 2 - tiedX - tiedY - tiedBoth
    concordant = (decided + whole.total) / 2
    discordant = (decided - whole.total) / 2
    balances = whole.values
    let count = n
    unlikeX = x.codes.map { count - xSizes[Int($0)] }
    unlikeY = y.codes.map { count - ySizes[Int($0)] }
    untied = zip(zip(unlikeX, unlikeY), alike).map { $0.0 + $0.1 - count + $1 }
  }

  /// For each image, the images with its x and its y, itself included.
  private static func alikeInBoth(_ x: RankCodes, _ y: RankCodes) -> [Int] {
    var alike = [Int](repeating: 0, count: x.count)
    var seen = [Int](repeating: 0, count: y.levelCount)
    for level in 0..<x.levelCount {
      let members = x.order[Int(x.starts[level])..<Int(x.starts[level + 1])]
      for image in members { seen[Int(y.codes[Int(image)])] += 1 }
      for image in members { alike[Int(image)] = seen[Int(y.codes[Int(image)])] }
      for image in members { seen[Int(y.codes[Int(image)])] = 0 }
    }
    return alike
  }
}
