public import Tensors

/// What a network's scores are computed from.
public enum ScoringInput: Sendable {
  /// Features of shape (images, width), multiplied with the head.
  case features(Tensor, ClassifierHead)
  /// Features in memory, one row after the other, multiplied with the head.
  case values([Double], ClassifierHead)
  /// Logits of shape (images, classes), bias included, with what turns them into angles:
  /// cos A(x, w_k) = (z_k - b_k) / (|x| |w_k|).
  ///
  /// `bias` and `weightNorms` have one element per class (a bias of zeros for a layer without
  /// one), `featureNorms` one per image. Angles are as exact as these numbers: a relative error e
  /// of a cosine c moves an angle A by e |c| / sin A, about 3e-8 / tan A for single-precision
  /// logits, which matters only near 0 and pi.
  case logits(Tensor, bias: [Double], weightNorms: [Double], featureNorms: [Double])

  /// The number of classes.
  public var classes: Int {
    switch self {
    case .features(_, let head), .values(_, let head): head.classes
    case .logits(_, let bias, _, _): bias.count
    }
  }

  /// The number of rows.
  public var rowCount: Int {
    switch self {
    case .features(let tensor, _): tensor.rowCount
    case .values(let values, let head): values.count / head.width
    case .logits(let tensor, _, _, _): tensor.rowCount
    }
  }

  /// Checks target classes that may be any numbers.
  ///
  /// - Parameter labels: The target class of each row, from 0; -1 where it is unknown.
  /// - Returns: The same classes as a ``Scorer`` takes them.
  /// - Throws: ``NetworksError/labelOutOfRange(row:label:classes:)``.
  public func targets(_ labels: [Int]) throws(NetworksError) -> [Int32] {
    for (row, label) in labels.enumerated() where label < -1 || label >= classes {
      throw .labelOutOfRange(row: row, label: label, classes: classes)
    }
    return labels.map { Int32($0) }
  }

  /// What there is beside the logits, with a head's tables where there is one.
  func provides(_ tables: HeadTables?) -> Set<Score.Need> {
    switch self {
    case .features, .values:
      tables?.inverseDistances == nil
        ? Set(Score.Need.allCases).subtracting([.distances]) : Set(Score.Need.allCases)
    case .logits: [.label, .bias, .featureNorm, .angles]
    }
  }

  /// Refuses inputs whose parts do not fit together.
  func validate() throws(NetworksError) {
    switch self {
    case .features(let tensor, let head):
      guard tensor.shape.count == 2 else {
        throw .wrongShape(
          what: "features in \(tensor.source)", expected: "(images, width)", got: tensor.shape)
      }
      guard tensor.rowWidth == head.width else {
        throw .widthMismatch(
          features: tensor.rowWidth, weights: head.width, weightRows: head.classes)
      }
    case .values(let values, let head):
      guard values.count % head.width == 0 else {
        throw .wrongShape(
          what: "features", expected: "(images, \(head.width))", got: [values.count])
      }
    case .logits(let tensor, let bias, let weightNorms, let featureNorms):
      guard tensor.shape.count == 2, tensor.rowWidth == bias.count else {
        throw .wrongShape(
          what: "logits in \(tensor.source)",
          expected: "(images, \(bias.count)), one column per bias",
          got: tensor.shape)
      }
      guard bias.count >= 2 else { throw .tooFewClasses(bias.count) }
      guard weightNorms.count == bias.count else {
        throw .countMismatch(
          what: "weight norms, one per class,", expected: bias.count, got: weightNorms.count)
      }
      guard featureNorms.count == tensor.rowCount else {
        throw .countMismatch(
          what: "feature norms, one per image,", expected: tensor.rowCount, got: featureNorms.count)
      }
      try Self.requireFinite(bias, "biases")
      try Self.requirePositive(weightNorms, "weight norms", vectors: "weights")
      try Self.requirePositive(featureNorms, "feature norms", vectors: "features")
    }
  }

  private static func requireFinite(_ values: [Double], _ what: String) throws(NetworksError) {
    for (row, value) in values.enumerated() where !value.isFinite {
      throw .notFinite(what: what, row: row, column: 0, value: "\(value)")
    }
  }

  private static func requirePositive(
    _ norms: [Double], _ what: String, vectors: String
  ) throws(NetworksError) {
    try requireFinite(norms, what)
    for (row, norm) in norms.enumerated() where norm <= 0 {
      if norm == 0 { throw .zeroNorm(what: vectors, row: row) }
      throw .notFinite(what: what, row: row, column: 0, value: "\(norm), which is negative")
    }
  }
}
