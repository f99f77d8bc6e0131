internal import Tensors

extension ScoringInput {
  /// To which precision scores that do not vary are still rounded.
  ///
  /// Features or logits that single precision holds were most likely computed in it, whatever the type of their
  /// file, so that a norm that was scaled to 1 varies by 1e-7; the first rows are looked at. So do products in single
  /// precision.
  ///
  /// - Parameter precision: The precision of the products that was asked for.
  /// - Returns: `double` where numbers and products are, else `single`; never `automatic`.
  package func rounding(_ precision: ScoringPrecision) -> ScoringPrecision {
    switch self {
    case .features(let tensor, let head):
      let products = precision.resolved(classes: head.classes, width: head.width)
      return products == .double && tensor.needsDouble ? .double : .single
    case .values(let values, let head):
      let products = precision.resolved(classes: head.classes, width: head.width)
      return products == .double && values.prefix(Tensor.sample).needDouble ? .double : .single
    case .logits(let input):
      return input.logits.needsDouble ? .double : .single
    }
  }
}

extension Tensor {
  /// How many numbers are looked at.
  fileprivate static let sample = 4_096

  /// Whether the first numbers are more exact than single precision; false where they cannot be read ahead.
  fileprivate var needsDouble: Bool {
    guard elementType == .float64, allowsRandomAccess, rowCount > 0, rowWidth > 0 else {
      return false
    }
    let rows = min(rowCount, max(1, Self.sample / rowWidth))
    return (try? read(rows: 0..<rows, as: Double.self).needDouble) ?? false
  }
}

extension Collection<Double> {
  /// Whether single precision would round some number.
  fileprivate var needDouble: Bool {
    contains { $0.isFinite && Double(Float($0)) != $0 }
  }
}
