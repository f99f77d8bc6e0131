internal import RealModule

/// The one number by which logits are divided so that confidence fits accuracy best.
///
/// ```text
/// p = softmax(z / T),   T minimizes  mean over images of  -ln p_y
/// ```
///
/// With the votes of people in place of one label, -ln p_y becomes the cross-entropy -sum_k v_k ln p_k with
/// the shares v of the votes.
///
/// T above 1 softens an overconfident network, T below 1 sharpens an underconfident one. It changes
/// no ranking of classes within an image, but it does change the ranking of images by confidence.
/// The loss is convex in b = 1/T; it is minimized by Newton's method in b kept inside a bracket.
///
/// Degenerate cases: where every label has the highest logit the loss falls for ever as T goes to
/// 0, and where labels have at most the mean logit on average it is lowest at infinite T.
/// ``temperature`` is then the end of the range 0.001...1000 and ``reachedLimit`` is true.
///
/// Source: Guo, Pleiss, Sun & Weinberger 2017, arXiv 1706.04599, section 4.2. Agrees with scipy
/// 1.17.1 `minimize_scalar` on the same losses.
public struct TemperatureScaling: Sendable, Equatable {
  /// The temperature T.
  public let temperature: Double
  /// The mean loss in nats at T, on the images fitted.
  public let loss: Double
  /// The mean loss in nats at T = 1, on the same images.
  public let unscaledLoss: Double
  /// Whether the loss has no minimum inside 0.001...1000.
  public let reachedLimit: Bool
  /// The number of images fitted.
  public let n: Int

  /// Fits the temperature.
  ///
  /// - Parameters:
  ///   - logits: The logits of all images; finite.
  ///   - labels: The true class of each image.
  ///   - images: The images to fit on; nil for all. Keep the others for judging.
  ///   - threads: The number of threads; nil for all cores. The result does not depend on it.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)``,
  ///   ``StatisticsError/outOfRange(name:value:allowed:)`` for a label or image that does not
  ///   exist, ``StatisticsError/emptyInput(name:)`` without images,
  ///   ``StatisticsError/notANumber(name:index:)``, ``StatisticsError/notFinite(name:index:)``,
  ///   ``StatisticsError/constant(name:)`` when the logits of every image are all the same.
  /// - Complexity: O(images * classes) a step; usually 5 to 10 steps.
  public init(
    _ logits: LogitRows, labels: [Int32], images: [Int]? = nil, threads: Int? = nil
  ) throws(StatisticsError) {
    try logits.check(labels: labels)
    try self.init(logits, images, threads) { image, row in row[Int(labels[image])] }
  }

  /// Fits the temperature to the distribution of people's answers.
  ///
  /// - Parameters:
  ///   - logits: The logits of all images; finite.
  ///   - votes: The votes of each image over the same classes.
  ///   - images: The images to fit on; nil for all with votes.
  ///   - threads: The number of threads; nil for all cores. The result does not depend on it.
  /// - Throws: ``StatisticsError/lengthMismatch(expected:got:)`` for other images or classes,
  ///   ``StatisticsError/invalidCounts(row:)`` for an image without votes, and the errors of
  ///   ``init(_:labels:images:threads:)``.
  /// - Complexity: O(images * classes) a step; usually 5 to 10 steps.
  public init(
    _ logits: LogitRows, votes: VoteCounts, images: [Int]? = nil, threads: Int? = nil
  ) throws(StatisticsError) {
    guard votes.classCount == logits.classCount else {
      throw .lengthMismatch(expected: logits.classCount, got: votes.classCount)
    }
    guard votes.imageCount == logits.count else {
      throw .lengthMismatch(expected: logits.count, got: votes.imageCount)
    }
    let used = images ?? (0..<logits.count).filter { votes.total(of: $0) > 0 }
    for image in used where image >= 0 && image < logits.count && votes.total(of: image) == 0 {
      throw .invalidCounts(row: image)
    }
    try self.init(logits, used, threads) { image, row in
      let own = votes[image]
      let sum = zip(own, row).reduce(0.0) { $0 + Double($1.0) * $1.1 }
      return sum / Double(votes.total(of: image))
    }
  }

  /// Fits the temperature to what `own` gives of each image: the mean logit of what is right.
  private init(
    _ logits: LogitRows, _ images: [Int]?, _ threads: Int?,
    own: @Sendable (Int, [Double]) -> Double
  ) throws(StatisticsError) {
    let images = images ?? Array(0..<logits.count)
    guard !images.isEmpty else { throw .emptyInput(name: "images") }
    for image in images where image < 0 || image >= logits.count {
      throw .outOfRange(
        name: "image", value: Double(image), allowed: "in 0..<\(logits.count)")
    }
    func evaluate(_ inverse: Double) -> TemperatureLoss {
      TemperatureLoss(logits, images, inverse: inverse, threads: threads, own: own)
    }
    let unscaled = evaluate(1)
    guard unscaled.hasSpread else { throw .constant(name: "logits") }
    var low = 1e-3
    var high = 1e3
    var inverse = 1.0
    var current = unscaled
    var limit: Double?
    if current.slope > 0, evaluate(low).slope >= 0 { limit = low }
    if current.slope < 0, evaluate(high).slope <= 0 { limit = high }
    if let limit {
      inverse = limit
      current = evaluate(limit)
    }
    for _ in 0..<200 where limit == nil && current.slope != 0 {
      if current.slope > 0 { high = inverse } else { low = inverse }
      var next = inverse - current.slope / current.curvature
      // The geometric mean, since 1/T spans decades.
      if !(next > low && next < high) { next = (low * high).squareRoot() }
      let moved = abs(next - inverse)
      inverse = next
      current = evaluate(inverse)
      if moved <= 1e-13 * inverse { break }
    }
    temperature = 1 / inverse
    loss = current.loss
    unscaledLoss = unscaled.loss
    reachedLimit = limit != nil
    n = images.count
  }
}

/// The mean loss at an inverse temperature, and its derivatives in it.
private struct TemperatureLoss: Sendable {
  private static let imagesPerBlock = 1024

  var loss = 0.0
  var slope = 0.0
  var curvature = 0.0
  var hasSpread = false

  init() {}

  init(
    _ logits: LogitRows, _ images: [Int], inverse: Double, threads: Int?,
    own: @Sendable (Int, [Double]) -> Double
  ) {
    let blocks = (images.count + Self.imagesPerBlock - 1) / Self.imagesPerBlock
    let parts = Parallel.map(count: blocks, threads: threads) { block in
      var part = TemperatureLoss()
      var row = [Double](repeating: 0, count: logits.classCount)
      let end = min((block + 1) * Self.imagesPerBlock, images.count)
      for position in block * Self.imagesPerBlock..<end {
        logits.read(images[position], into: &row)
        part.add(row, own: own(images[position], row), inverse: inverse)
      }
      return part
    }
    for part in parts {
      loss += part.loss
      slope += part.slope
      curvature += part.curvature
      hasSpread = hasSpread || part.hasSpread
    }
    loss /= Double(images.count)
    slope /= Double(images.count)
    curvature /= Double(images.count)
  }

  /// -ln p_y = ln sum exp(b (z - z_max)) - b (z_y - z_max), z_y the mean logit of the votes; its slope is E[z] - z_y, its curvature
  /// var(z).
  private mutating func add(_ row: [Double], own logit: Double, inverse: Double) {
    let largest = row.reduce(-.infinity, max)
    var sum = 0.0
    var first = 0.0
    var second = 0.0
    for logit in row {
      let shifted = logit - largest
      let weight = Double.exp(inverse * shifted)
      sum += weight
      first += weight * shifted
      second += weight * shifted * shifted
      hasSpread = hasSpread || shifted < 0
    }
    let own = logit - largest
    let mean = first / sum
    loss += .log(sum) - inverse * own
    slope += mean - own
    curvature += max(0, second / sum - mean * mean)
  }
}
