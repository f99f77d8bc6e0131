internal import CAngularKernels
internal import Statistics
public import Tensors

/// The last linear layer of a classifier: logits = weights · features + bias.
public struct ClassifierHead: Equatable, Sendable {
  /// The weights of each class, one row after the other: (classes, width).
  public let weights: [Double]
  /// The bias of each class, or nil when the layer has none.
  public let bias: [Double]?
  /// The number of classes.
  public let classes: Int
  /// The number of features.
  public let width: Int
  /// The Euclidean norm of the weights of each class.
  public let weightNorms: [Double]

  /// Creates a head from numbers in memory.
  ///
  /// - Parameters:
  ///   - weights: The weights of each class, one row after the other: (classes, width), finite and
  ///     in no row all zeros.
  ///   - classes: The number of classes, at least 2.
  ///   - bias: The bias of each class, finite, or nil when the layer has none.
  /// - Throws: ``NetworksError`` when a count is wrong, a number is not finite (row and column
  ///   named), or a row of weights is all zeros.
  public init(weights: [Double], classes: Int, bias: [Double]? = nil) throws(NetworksError) {
    try self.init(weights, named: "weights", classes: classes, bias: bias, named: "biases")
  }

  private init(
    _ weights: [Double], named weightName: String, classes: Int, bias: [Double]?,
    named biasName: String
  ) throws(NetworksError) {
    guard classes >= 2 else { throw .tooFewClasses(classes) }
    let width = weights.count / classes
    guard width > 0, width * classes == weights.count else {
      throw .wrongShape(
        what: weightName, expected: "(\(classes), width)", got: [weights.count])
    }
    if let bias {
      guard bias.count == classes else {
        throw .countMismatch(
          what: "\(biasName), one per class,", expected: classes, got: bias.count)
      }
      for (index, value) in bias.enumerated() where !value.isFinite {
        throw .notFinite(what: biasName, row: index, column: 0, value: "\(value)")
      }
    }
    var norms: [Double] = []
    let rows = unsafe Self.mapRows(weights, classes: classes, width: width) { $2 }
    for (index, measured) in rows.enumerated() {
      if measured.first_not_finite >= 0 {
        let column = Int(measured.first_not_finite)
        throw .notFinite(
          what: weightName, row: index, column: column, value: "\(weights[index * width + column])")
      }
      guard measured.norm > 0 else { throw .zeroNorm(what: weightName, row: index) }
      norms.append(
        Double(sign: .plus, exponent: Int(measured.exponent), significand: measured.norm))
    }
    self.weights = weights
    self.bias = bias
    self.classes = classes
    self.width = width
    weightNorms = norms
  }

  /// The results of a function for each class: its index, its weights divided by a power of two so that the
  /// largest magnitude lies in [0.5, 1), in room that the function may write, and what they are like.
  func mapRows<Result: Sendable>(
    _ body: @Sendable (Int, UnsafeMutablePointer<Double>, avh_row) -> Result
  ) -> [Result] {
    unsafe Self.mapRows(weights, classes: classes, width: width, body)
  }

  private static func mapRows<Result: Sendable>(
    _ weights: [Double], classes: Int, width: Int,
    _ body: @Sendable (Int, UnsafeMutablePointer<Double>, avh_row) -> Result
  ) -> [Result] {
    Parallel.mapRanges(count: classes) { range in
      let row = AlignedStorage<Double>(count: width, repeating: 0)
      return range.map { index in
        unsafe weights.withUnsafeBufferPointer { weights in
          guard let start = weights.baseAddress else { return }
          unsafe row.start.update(from: start + index * width, count: width)
        }
        let measured = unsafe avh_prepare_row_d(row.start, width)
        return unsafe body(index, row.start, measured)
      }
    }
  }

  /// Reads a head from files.
  ///
  /// - Parameters:
  ///   - weights: A tensor of shape (classes, width), as PyTorch keeps it.
  ///   - bias: A tensor of shape (classes) or (1, classes), or nil when the layer has none.
  ///   - background: The output that is no class of the labels, from 0; it is left out, and the
  ///     classes behind it move up.
  /// - Throws: ``NetworksError`` as for numbers in memory, and when a tensor cannot be read.
  public init(
    weights: Tensor, bias: Tensor? = nil, background: Int? = nil
  ) throws(NetworksError) {
    guard weights.shape.count == 2 else {
      throw .wrongShape(
        what: "weights in \(weights.source)", expected: "(classes, width)", got: weights.shape)
    }
    var biasValues: [Double]?
    if let bias {
      guard bias.shape.count == 1 || (bias.shape.count == 2 && bias.shape.contains(1)) else {
        throw .wrongShape(
          what: "biases in \(bias.source)", expected: "(\(weights.shape[0]))", got: bias.shape)
      }
      biasValues = try bias.allValues()
    }
    var (values, classes) = (try weights.allValues(), weights.shape[0])
    if let count = biasValues?.count, count != classes, count == weights.shape[1] {
      throw .transposedWeights(rows: classes, columns: count)
    }
    if let background {
      guard (0..<classes).contains(background) else {
        throw .backgroundOutOfRange(background, outputs: classes)
      }
      let width = weights.rowWidth
      values.removeSubrange(background * width..<(background + 1) * width)
      if biasValues?.count == classes { biasValues?.remove(at: background) }
      classes -= 1
    }
    try self.init(
      values, named: "weights in \(weights.source)", classes: classes, bias: biasValues,
      named: "biases in \(bias?.source ?? "memory")")
  }
}

extension ClassifierHead {
  /// Refuses weights that only fit the network's outputs the other way round, before anything else is
  /// blamed for it.
  ///
  /// - Parameters:
  ///   - weights: The weights.
  ///   - width: The width of the features, where they are known.
  ///   - classes: The number of outputs, where it is known.
  /// - Throws: ``NetworksError/transposedWeights(rows:columns:)``.
  package static func requireRows(
    _ weights: Tensor, width: Int? = nil, classes: Int? = nil
  ) throws(NetworksError) {
    guard weights.shape.count == 2, weights.shape[0] != weights.shape[1] else { return }
    let (rows, columns) = (weights.shape[0], weights.shape[1])
    guard width != columns, classes != rows, width == rows || classes == columns else { return }
    throw .transposedWeights(rows: rows, columns: columns)
  }
}

extension Tensor {
  /// Every number of a small tensor, row after row.
  func allValues() throws(NetworksError) -> [Double] {
    do throws(TensorFileError) {
      return try readAll(as: Double.self)
    } catch {
      throw .tensor(error)
    }
  }
}
