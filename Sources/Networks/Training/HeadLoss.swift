/// What a linear head is trained to minimize; the mean over the images of a batch.
public enum HeadLoss: Equatable, Sendable, CustomStringConvertible {
  /// Cross-entropy of the softmax of the logits z = W x + b: -ln softmax(z)_y.
  case crossEntropy
  /// The AVH loss: -ln softmax(s (pi - A(x, w_k)))_y, without bias.
  ///
  /// It depends on the directions of features and weights only. The scale s, positive, sharpens
  /// the distribution. Source: Chen et al. 2020, Angular Visual Hardness, ICML, PMLR 119:1637-1648,
  /// section on domain generalization.
  case angularVisualHardness(scale: Double)

  /// The name, with the scale.
  public var description: String {
    switch self {
    case .crossEntropy: "cross-entropy"
    case .angularVisualHardness(let scale): "avh(s=\(scale))"
    }
  }
}
