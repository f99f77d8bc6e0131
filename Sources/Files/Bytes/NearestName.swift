/// The known name most like a name that is not known, for the hint in an error.
package enum NearestName {
  /// Finds the nearest of the known names.
  ///
  /// The distance is Levenshtein's, without regard to case; two neighbours in the wrong order count as
  /// one difference.
  ///
  /// - Parameters:
  ///   - name: The name that is not known.
  ///   - known: The names that are; of equally near ones the first in this order wins.
  /// - Returns: The nearest name, or nil when none differs by less than half its letters.
  package static func find(_ name: String, among known: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().utf8.prefix(200))
    var best: (distance: Int, name: String)?
    for candidate in known {
      let letters = Array(candidate.lowercased().utf8.prefix(200))
      let distance = editDistance(wanted, letters)
      guard 2 * distance <= max(wanted.count, letters.count) else { continue }
      if let found = best, found.distance <= distance { continue }
      best = (distance, candidate)
    }
    return best?.name
  }

  private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var (before, previous) = ([Int](), Array(0...b.count))
    for (i, left) in a.enumerated() {
      var current = [i + 1]
      current.reserveCapacity(b.count + 1)
      for (j, right) in b.enumerated() {
        let replaced = previous[j] + (left == right ? 0 : 1)
        var least = min(replaced, previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, left == b[j - 1], right == a[i - 1] {
          least = min(least, before[j - 1] + 1)
        }
        current.append(least)
      }
      (before, previous) = (previous, current)
    }
    return previous[b.count]
  }
}
