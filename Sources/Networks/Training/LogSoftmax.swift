internal import Foundation

/// Logarithms of softmax probabilities.
enum LogSoftmax {
  /// Replaces logits by the logarithms of their probabilities.
  ///
  /// The largest logit is left out of the sum, so that ln p near 0 keeps its digits: for the
  /// largest, ln p = -ln(1 + sum of the others' exponentials).
  static func apply(to values: inout [Double], _ range: Range<Int>) {
    let best = range.reduce(range.lowerBound) { values[$1] > values[$0] ? $1 : $0 }
    let top = values[best]
    var others = 0.0
    for index in range where index != best { others += exp(values[index] - top) }
    let logSum = log1p(others)
    for index in range { values[index] = (values[index] - top) - logSum }
  }
}
