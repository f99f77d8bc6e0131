import Files

extension AlignmentCheck {
  /// Looks for vectors without direction, whose angle to anything is undefined.
  ///
  /// - Parameters:
  ///   - norms: The Euclidean norms of the vectors.
  ///   - names: What each vector belongs to, image or class; fewer names than norms are allowed.
  ///   - source: What the vectors are called in sentences, such as `features of resnet`.
  /// - Returns: A finding when a norm is 0, NaN or infinite.
  package static func norms(
    _ norms: [Double], names: [String], source: String
  ) -> [AlignmentFinding] {
    let bad = norms.indices.filter { !(norms[$0] > 0) || !norms[$0].isFinite }
    guard !bad.isEmpty else { return [] }
    return [
      AlignmentFinding(
        .error, .zeroNorm,
        "\(bad.count) of \(norms.count) \(source) have a norm of 0 or no number, so they have no "
          + "angle; the row was probably never written.", count: bad.count,
        examples: bad.map { names.indices.contains($0) ? names[$0] : "row \($0)" })
    ]
  }

  /// Compares given logits with those of features times weights plus bias, by their largest class.
  ///
  /// A row counts as different only when both sides prefer their class by more than `margin`, so
  /// that rounding between precisions cannot matter.
  ///
  /// - Parameters:
  ///   - given: The logits as given, images x classes.
  ///   - computed: The logits computed from features, weights and bias, of the same shape.
  ///   - classCount: The number of classes.
  ///   - margin: The difference of logits below which a preference is rounding.
  ///   - images: The image of each row, for examples; fewer are allowed.
  ///   - source: What the network is called in sentences.
  /// - Returns: A finding with the rows that differ, and the likely cause.
  package static func logits(
    given: [Double], computed: [Double], classCount: Int, margin: Double = 1e-2,
    images: [String] = [], source: String
  ) -> [AlignmentFinding] {
    precondition(
      classCount > 0 && given.count == computed.count && given.count % classCount == 0,
      "logits are not matrices of the same shape")
    let rows = given.count / classCount
    var givenBest: [Int32] = []
    var computedBest: [Int32] = []
    var different: [Int] = []
    for row in 0..<rows {
      let range = row * classCount..<(row + 1) * classCount
      let a = largest(given[range])
      let b = largest(computed[range])
      givenBest.append(Int32(a))
      computedBest.append(Int32(b))
      let start = range.lowerBound
      if a != b, given[start + a] - given[start + b] > margin,
        computed[start + b] - computed[start + a] > margin
      {
        different.append(row)
      }
    }
    guard !different.isEmpty else { return [] }
    let cycles = ClassPermutation.find(givenBest, computedBest, classCount: classCount)
    let shift = RowShift.find(givenBest, computedBest, from: 0)
    var cause = "the head is not the one that gave the logits, or the features are of other images"
    if let shift {
      cause = "they agree when rows are moved by \(shift.distance), so the rows are shifted"
    } else if !cycles.isEmpty {
      cause = "classes are exchanged, so the rows of the weights stand in another order"
    }
    return [
      AlignmentFinding(
        .error, .logitsDisagree,
        "The largest logit of \(source) differs from that of features times weights plus bias in "
          + "\(different.count) of \(rows, "row"): \(cause).", count: different.count,
        examples: different.map { images.indices.contains($0) ? images[$0] : "row \($0)" })
    ]
  }

  private static func largest(_ values: ArraySlice<Double>) -> Int {
    var best = values.startIndex
    for index in values.indices where values[index] > values[best] { best = index }
    return best - values.startIndex
  }
}
