internal import Statistics

/// Whether a value rises from one ordered group of images to the next.
///
/// The quantity is the chance that of two images from unlike groups the one of the later group has the
/// larger value, ties counting one half: `P = J / pairs` with the statistic J of Jonckheere and
/// Terpstra, 0.5 without a trend. With `c_i` the pairs of image i in that order (ties half) and `d_i` all
/// its pairs with other groups, `P = sum c_i / sum d_i`, and image i contributes
/// `2 (c_i - P d_i) / sum d_i` to its error: the standard error of Somers' D over 2.
struct GroupOrder {
  /// The chance, with each image's contribution.
  let probability: ImageMean
  /// The test against no trend.
  let test: JonckheereTerpstra
  /// The mean of each group, NaN for a group without images.
  let means: [Double]

  /// Compares all pairs of images from unlike groups.
  ///
  /// - Parameters:
  ///   - values: One value an image.
  ///   - groups: The group of each image, in `0..<groupCount`.
  ///   - groupCount: The number of groups.
  /// - Throws: `StatisticsError` for a single group, a constant value or a value that is no number.
  /// - Complexity: O(n log n + n groups).
  init(_ values: [Double], groups: [Int], groupCount: Int) throws(StatisticsError) {
    test = try JonckheereTerpstra(values, groups: groups)
    let order = values.indices.sorted { values[$0] < values[$1] }
    var sizes = [Int](repeating: 0, count: groupCount)
    var sums = [Double](repeating: 0, count: groupCount)
    for (value, group) in zip(values, groups) {
      sizes[group] += 1
      sums[group] += value
    }
    means = zip(sums, sizes).map { $1 > 0 ? $0 / Double($1) : .nan }
    var below = [Int](repeating: 0, count: groupCount)
    var doubled = [Int](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      var equal = [Int](repeating: 0, count: groupCount)
      while end < order.count, values[order[end]] == values[order[start]] {
        equal[groups[order[end]]] += 1
        end += 1
      }
      for image in order[start..<end] {
        let own = groups[image]
        for group in 0..<groupCount where group != own {
          // Earlier groups should lie below, later ones above.
          let right = group < own ? below[group] : sizes[group] - below[group] - equal[group]
          doubled[image] += 2 * right + equal[group]
        }
      }
      for group in 0..<groupCount { below[group] += equal[group] }
      start = end
    }
    let pairs = groups.map { values.count - sizes[$0] }
    let total = Double(pairs.reduce(0, +))
    let chance = Double(doubled.reduce(0, +)) / 2 / total
    probability = ImageMean(
      value: chance,
      influence: zip(doubled, pairs).map { 2 * (Double($0) / 2 - chance * Double($1)) / total })
  }

  /// Whether the means of the groups that have images rise from each to the next.
  var meansRise: Bool {
    let known = means.filter { !$0.isNaN }
    return zip(known, known.dropFirst()).allSatisfy { $0 < $1 }
  }
}
