internal import Statistics

/// How pseudo-labels are chosen for the next round of self-training.
public enum PseudoLabelSelection: String, CaseIterable, Codable, Sendable {
  /// The most confident images of each class (class-balanced self-training).
  case confidence
  /// The images of each class with the highest angular visual confidence
  /// AVC = (pi - A(x, w_c)) / sum_k (pi - A(x, w_k)).
  case avc
  /// Any images of each class.
  case random
  /// Any images of each class, with their true labels: what perfect labels would give.
  case trueLabels = "true-labels"
}

/// The labels that self-training gives to unlabelled images, and which of them it trusts.
///
/// Labels follow class-balanced self-training (Zou et al. 2018, ECCV, arXiv:1810.07911): with
/// lambda_k the probability of class k at the top share of the images predicted as k, the label
/// is argmax_k p_k / lambda_k. Confidence keeps an image when p_k > lambda_k; the other selections
/// keep the label and take, of the images with label k, the same share by their own criterion.
/// Probabilities are compared by logarithm, so that saturated ones are not tied.
struct PseudoLabels {
  /// The chosen images.
  let rows: [Int]
  /// Their labels.
  let labels: [Int32]

  /// Chooses images.
  ///
  /// - Parameters:
  ///   - selection: By what.
  ///   - portion: The share of each class, in (0, 1].
  ///   - logProbabilities: (images, classes).
  ///   - angles: (images, classes).
  ///   - truth: The true classes, used by `trueLabels` only.
  ///   - generator: The source of random choices.
  init(
    _ selection: PseudoLabelSelection, portion: Double, logProbabilities: [Double],
    angles: [Double], truth: [Int32], generator: inout SplitMix64
  ) {
    let count = truth.count
    let classes = logProbabilities.count / max(count, 1)
    func best(_ row: Int, less offsets: [Double]) -> (index: Int, value: Double) {
      var found = (index: 0, value: -Double.infinity)
      for k in 0..<classes {
        let value = logProbabilities[row * classes + k] - offsets[k]
        if value > found.value { found = (k, value) }
      }
      return found
    }
    let predicted = (0..<count).map {
      best($0, less: Array(repeating: 0, count: classes))
    }
    let thresholds = (0..<classes).map { k in
      // A class that no image is predicted as has no threshold: its bar is certainty.
      let values = predicted.filter { $0.index == k }.map(\.value)
      return values.isEmpty ? 0 : Self.threshold(values, portion: portion)
    }
    let labelled = (0..<count).map { best($0, less: thresholds) }
    var chosen: [Int] = []
    for k in 0..<classes {
      let members = (0..<count).filter { labelled[$0].index == k }
      switch selection {
      case .confidence:
        chosen += members.filter { labelled[$0].value > 0 }
      case .avc:
        let values = members.map { Self.avc(angles[$0 * classes..<($0 + 1) * classes], k) }
        let bar = values.isEmpty ? 0 : Self.threshold(values, portion: portion)
        chosen += zip(members, values).filter { $0.1 > bar }.map(\.0)
      case .random, .trueLabels:
        var order = members
        generator.shuffle(&order)
        chosen += order.prefix(Int(portion * Double(members.count)))
      }
    }
    rows = chosen.sorted()
    labels = rows.map { selection == .trueLabels ? truth[$0] : Int32(labelled[$0].index) }
  }

  /// The largest value that is not among the top share: as many as the share exceed it, if no
  /// values are equal; minus infinity when the share is everything.
  static func threshold(_ values: [Double], portion: Double) -> Double {
    let kept = Int(portion * Double(values.count))
    return kept < values.count ? values.sorted(by: >)[kept] : -.infinity
  }

  /// The angular visual confidence of a class from an image's angles.
  static func avc(_ angles: ArraySlice<Double>, _ index: Int) -> Double {
    let total = angles.reduce(0) { $0 + (.pi - $1) }
    return (.pi - angles[angles.startIndex + index]) / total
  }
}
