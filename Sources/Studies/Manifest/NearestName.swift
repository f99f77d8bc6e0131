/// Finds the known name that a mistyped one most likely means.
enum NearestName {
  /// The nearest of `candidates` by edit distance, nil when none is near.
  static func of(_ name: String, among candidates: some Collection<String>) -> String? {
    let ranked = candidates.map { ($0, distance(name, $0)) }
      .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 < $1.1 }
    guard let best = ranked.first, best.1 <= max(2, name.count / 3) else { return nil }
    return best.0
  }

  /// The Levenshtein distance of two words.
  static func distance(_ first: String, _ second: String) -> Int {
    let columns = Array(second)
    var row = Array(0...columns.count)
    for (i, left) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in columns.enumerated() {
        let substitution = diagonal + (left == right ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[columns.count]
  }
}
