extension JointCorrelations {
  /// Returns the strength of a score without each image in turn, exactly.
  ///
  /// - Parameter score: The index of the score.
  /// - Returns: One value an image; NaN where what remains is constant.
  /// - Complexity: O(n log n).
  public func strengthWithoutEach(score: Int) -> [Double] {
    DeleteOneCorrelations.values(method, sample.scores[score], sample.human).map {
      $0 * signs[score]
    }
  }

  /// Returns the strengths of all scores without some images.
  ///
  /// - Parameter images: The positions of the images to leave out.
  /// - Returns: One strength a score; NaN where what remains is constant.
  /// - Throws: ``StatisticsError/tooFewValues(needed:got:)`` when fewer than 3 images remain.
  /// - Complexity: O(scores * n log n).
  public func strengths(
    withoutImages images: some Sequence<Int>
  ) throws(StatisticsError)
    -> [Double]
  {
    var weights = [Int32](repeating: 1, count: sample.count)
    for image in images { weights[image] = 0 }
    let total = weights.count { $0 == 1 }
    guard total >= 3 else { throw .tooFewValues(needed: 3, got: total) }
    var engine = WeightedCorrelation()
    return sample.scores.indices.map { index in
      signs[index]
        * engine.estimate(
          sample.method, sample.scores[index], sample.human, weights: weights, total: total)
    }
  }
}
