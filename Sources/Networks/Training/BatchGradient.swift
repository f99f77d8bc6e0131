internal import Foundation

/// The loss of a batch and its gradient, in buffers that are used again.
///
/// With q = softmax of the loss's logits and e = (q - onehot(y)) / B for a batch of B images:
///
/// ```text
/// cross-entropy   dL/dW = eᵀ X,   dL/db = sum over images of e
/// AVH             g_k = s e_k / (|w_k| sin A_k)
///                 dL/dw_k = sum over images of g_k (u - cos A_k v_k)
/// ```
///
/// where u = x / |x| and v_k = w_k / |w_k|, since dA/dcos = -1 / sin A and
/// dcos/dw = (u - cos A v) / |w|. The vector u - cos A v has the norm sin A, so the gradient stays
/// bounded at A = 0 and pi, where its direction is undefined and zero is taken.
final class BatchGradient {
  let weights: AlignedStorage<Double>
  let bias: AlignedStorage<Double>
  private let loss: HeadLoss
  private let classes: Int
  private let width: Int
  private let errors: AlignedStorage<Double>
  private let units: AlignedStorage<Double>
  private var inverseNorms: [Double]

  init(loss: HeadLoss, classes: Int, width: Int, capacity: Int) {
    self.loss = loss
    self.classes = classes
    self.width = width
    weights = AlignedStorage(count: classes * width, repeating: 0)
    bias = AlignedStorage(count: classes, repeating: 0)
    errors = AlignedStorage(count: capacity * classes, repeating: 0)
    units = AlignedStorage(count: classes * width, repeating: 0)
    inverseNorms = Array(repeating: 0, count: classes)
  }

  /// Evaluates a batch and keeps the gradient in ``weights`` and ``bias``.
  ///
  /// - Parameters:
  ///   - rows: The features of the batch, as unit vectors for the AVH loss.
  ///   - labels: Their classes.
  ///   - head: The weights.
  ///   - headBias: The bias, or nil.
  /// - Returns: The mean loss.
  func evaluate(
    _ rows: AlignedStorage<Double>, labels: ArraySlice<Int32>, head: AlignedStorage<Double>,
    headBias: AlignedStorage<Double>?
  ) -> Double {
    switch loss {
    case .crossEntropy:
      crossEntropy(rows, labels: labels, head: head, headBias: headBias)
    case .angularVisualHardness(let scale):
      angular(rows, labels: labels, head: head, scale: scale)
    }
  }

  private func crossEntropy(
    _ rows: AlignedStorage<Double>, labels: ArraySlice<Int32>, head: AlignedStorage<Double>,
    headBias: AlignedStorage<Double>?
  ) -> Double {
    let count = labels.count
    unsafe Double.multiply(
      rows: count, columns: classes, depth: width, factor: 1, rows.start,
      firstIsTransposed: false, head.start, secondIsTransposed: true, keep: 0,
      output: errors.start)
    var total = 0.0
    for k in 0..<classes { unsafe bias.start[k] = 0 }
    for (row, label) in labels.enumerated() {
      let z = unsafe errors.start + row * classes
      if let headBias {
        for k in 0..<classes { unsafe z[k] += headBias.start[k] }
      }
      total += unsafe softmaxError(z, label: Int(label), count: count)
      for k in 0..<classes { unsafe bias.start[k] += z[k] }
    }
    unsafe Double.multiply(
      rows: classes, columns: width, depth: count, factor: 1, errors.start,
      firstIsTransposed: true, rows.start, secondIsTransposed: false, keep: 0,
      output: weights.start)
    return total / Double(count)
  }

  private func angular(
    _ rows: AlignedStorage<Double>, labels: ArraySlice<Int32>, head: AlignedStorage<Double>,
    scale: Double
  ) -> Double {
    let count = labels.count
    for k in 0..<classes {
      let row = unsafe head.start + k * width
      var squares = 0.0
      for i in 0..<width { squares += unsafe row[i] * row[i] }
      inverseNorms[k] = 1 / squares.squareRoot()
      for i in 0..<width { unsafe units.start[k * width + i] = row[i] * inverseNorms[k] }
    }
    unsafe Double.multiply(
      rows: count, columns: classes, depth: width, factor: 1, rows.start,
      firstIsTransposed: false, units.start, secondIsTransposed: true, keep: 0,
      output: errors.start)
    var total = 0.0
    var along = [Double](repeating: 0, count: classes)
    var cosines = [Double](repeating: 0, count: classes)
    for (row, label) in labels.enumerated() {
      let z = unsafe errors.start + row * classes
      for k in 0..<classes {
        cosines[k] = max(-1, min(1, unsafe z[k]))
        unsafe z[k] = scale * (.pi - acos(cosines[k]))
      }
      total += unsafe softmaxError(z, label: Int(label), count: count)
      for k in 0..<classes {
        let sine = ((1 - cosines[k]) * (1 + cosines[k])).squareRoot()
        unsafe z[k] = sine > 1e-12 ? scale * z[k] * inverseNorms[k] / sine : 0
        along[k] += unsafe z[k] * cosines[k]
      }
    }
    unsafe Double.multiply(
      rows: classes, columns: width, depth: count, factor: 1, errors.start,
      firstIsTransposed: true, rows.start, secondIsTransposed: false, keep: 0,
      output: weights.start)
    for k in 0..<classes {
      for i in 0..<width {
        unsafe weights.start[k * width + i] -= along[k] * units.start[k * width + i]
      }
    }
    return total / Double(count)
  }

  /// Replaces logits by (softmax - onehot) / count and returns the loss of the image.
  private func softmaxError(
    _ z: UnsafeMutablePointer<Double>, label: Int, count: Int
  ) -> Double {
    var top = unsafe z[0]
    for k in 1..<classes { top = unsafe max(top, z[k]) }
    let target = unsafe z[label]
    var sum = 0.0
    for k in 0..<classes {
      unsafe z[k] = exp(z[k] - top)
      sum += unsafe z[k]
    }
    let factor = 1 / (sum * Double(count))
    for k in 0..<classes { unsafe z[k] *= factor }
    unsafe z[label] -= 1 / Double(count)
    return (top - target) + log(sum)
  }
}
