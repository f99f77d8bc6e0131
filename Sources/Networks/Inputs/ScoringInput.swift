public import Tensors

/// What a network's scores are computed from.
public enum ScoringInput: Sendable {
  /// Features of shape (images, width), multiplied with the head.
  case features(Tensor, ClassifierHead)
  /// Features in memory, one row after the other, multiplied with the head.
  case values([Double], ClassifierHead)
  /// Logits, with norms or without.
  case logits(LogitInput)

  /// The number of classes.
  public var classes: Int {
    switch self {
    case .features(_, let head), .values(_, let head): head.classes
    case .logits(let input): input.classes
    }
  }

  /// The number of rows.
  public var rowCount: Int {
    switch self {
    case .features(let tensor, _): tensor.rowCount
    case .values(let values, let head): values.count / head.width
    case .logits(let input): input.logits.rowCount
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
    case .logits(let input):
      tables?.inverseDistances == nil ? input.provides : input.provides.union([.distances])
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
        if tensor.rowWidth == head.classes {
          throw .transposedWeights(rows: head.classes, columns: head.width)
        }
        throw .widthMismatch(features: tensor.rowWidth, weights: head.width)
      }
    case .values(let values, let head):
      guard values.count % head.width == 0 else {
        throw .wrongShape(
          what: "features", expected: "(images, \(head.width))", got: [values.count])
      }
    case .logits: break
    }
  }
}
