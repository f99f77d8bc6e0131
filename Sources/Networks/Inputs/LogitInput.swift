public import Tensors

/// Logits with what is known beside them.
///
/// With bias and norms they give angles: cos A(x, w_k) = (z_k - b_k) / (|x| |w_k|), as exact as
/// these numbers: a relative error e of a cosine c moves an angle A by e |c| / sin A, about
/// 3e-8 / tan A for single-precision logits, which matters only near 0 and pi. Without them only
/// the scores of the logits themselves are given.
public struct LogitInput: Sendable {
  /// The logits, (images, outputs), bias included.
  public let logits: Tensor
  /// The output that is no class, which is left out.
  public let background: Int?
  /// The bias of each class; nil when it is unknown, zeros for a layer without one.
  public private(set) var bias: [Double]?
  /// The norm of the weights of each class, if they are known.
  public private(set) var weightNorms: [Double]?
  /// The last layer, if its weights are known; it gives the distances between the classes too.
  public private(set) var head: ClassifierHead?
  /// The norm of the features of each image, if they are known.
  public let featureNorms: [Double]?

  /// Puts logits and norms together.
  ///
  /// - Parameters:
  ///   - logits: (images, outputs), bias included, finite, and no probabilities.
  ///   - bias: One number per output; nil when it is unknown.
  ///   - weightNorms: One positive number per output; nil when they are unknown.
  ///   - featureNorms: One positive number per image; nil when they are unknown.
  ///   - background: The output that is no class of the labels, from 0; it and its bias and norm
  ///     are left out, and the classes behind it move up.
  /// - Throws: ``NetworksError`` when shapes or counts do not fit together or a number is not
  ///   finite or not positive.
  public init(
    _ logits: Tensor, bias: [Double]? = nil, weightNorms: [Double]? = nil,
    featureNorms: [Double]? = nil, background: Int? = nil
  ) throws(NetworksError) {
    guard logits.shape.count == 2 else {
      throw .wrongShape(
        what: "logits in \(logits.source)", expected: "(images, classes)", got: logits.shape)
    }
    let outputs = logits.rowWidth
    if let background, !(0..<outputs).contains(background) {
      throw .backgroundOutOfRange(background, outputs: outputs)
    }
    guard outputs - (background == nil ? 0 : 1) >= 2 else { throw .tooFewClasses(outputs) }
    try Self.check(bias, "biases, one per class,", count: outputs)
    try Self.check(weightNorms, "weight norms, one per class,", count: outputs, zero: "weights")
    try Self.check(
      featureNorms, "feature norms, one per image,", count: logits.rowCount, zero: "features")
    func classesOnly(_ values: [Double]?) -> [Double]? {
      guard let background else { return values }
      return values.map { Array($0[..<background] + $0[(background + 1)...]) }
    }
    self.logits = logits
    self.background = background
    self.bias = classesOnly(bias)
    self.weightNorms = classesOnly(weightNorms)
    self.featureNorms = featureNorms
  }

  /// Puts logits together with the last layer that they come from.
  ///
  /// With the norms of the features every score follows, as from the features themselves.
  ///
  /// - Parameters:
  ///   - logits: (images, outputs), bias included, finite, and no probabilities.
  ///   - head: The last layer, without the background class where there is one.
  ///   - featureNorms: One positive number per image; nil when they are unknown.
  ///   - background: The output that is no class of the labels, from 0.
  /// - Throws: ``NetworksError`` as for norms, and when the head has other classes than the logits.
  public init(
    _ logits: Tensor, head: ClassifierHead, featureNorms: [Double]? = nil, background: Int? = nil
  ) throws(NetworksError) {
    try self.init(logits, featureNorms: featureNorms, background: background)
    guard head.classes == classes else {
      throw .countMismatch(
        what: "classes of the weights, one per class of \(logits.source),", expected: classes,
        got: head.classes)
    }
    bias = head.bias ?? [Double](repeating: 0, count: classes)
    weightNorms = head.weightNorms
    self.head = head
  }

  /// The number of classes.
  public var classes: Int { logits.rowWidth - (background == nil ? 0 : 1) }

  /// What there is beside the logits.
  var provides: Set<Score.Need> {
    var provided: Set<Score.Need> = [.label]
    if bias != nil { provided.insert(.bias) }
    if featureNorms != nil { provided.insert(.featureNorm) }
    if bias != nil, weightNorms != nil, featureNorms != nil { provided.insert(.angles) }
    return provided
  }

  private static func check(
    _ values: [Double]?, _ what: String, count: Int, zero: String? = nil
  ) throws(NetworksError) {
    guard let values else { return }
    guard values.count == count else {
      throw .countMismatch(what: what, expected: count, got: values.count)
    }
    let name = what.split(separator: ",")[0]
    for (row, value) in values.enumerated() {
      if value == 0, let zero { throw .zeroNorm(what: zero, row: row) }
      let problem = !value.isFinite ? "\(value)" : "\(value), which is negative"
      if !value.isFinite || (zero != nil && value < 0) {
        throw .notFinite(what: String(name), row: row, column: 0, value: problem)
      }
    }
  }
}
