internal import StudyStore

/// Votes and scores, of which a group is told in one line.
extension StudyComparison {
  /// Compares tables that many rows belong to, group by group.
  ///
  /// - Parameters:
  ///   - part: The part they are of.
  ///   - keys: A statement with one row for each group.
  ///   - rows: A statement with the rows of the group whose key is `:k0`, `:k1`, …
  ///   - told: How many columns of these rows tell them apart.
  ///   - fields: The names of the other columns.
  ///   - what: What one row is, for a number of them.
  ///   - first: The study before.
  ///   - second: The study after.
  /// - Throws: `StudyStoreError` when a study cannot be read.
  mutating func compareTables(
    part: String, keys: String, rows: String, told: Int, fields: [String], what: String,
    _ first: StudyStore, _ second: StudyStore
  ) throws {
    let groups = try [first, second].map { try $0.rows(keys).rows }
    let inBoth = Set(groups[0]).intersection(groups[1])
    for (store, isFirst, groups) in [(first, true, groups[0]), (second, false, groups[1])] {
      for key in groups where !inBoth.contains(key) {
        compared[part, default: 0] += 1
        let count = "\(try store.rows(rows, arguments: Self.arguments(key)).rows.count)"
        note(part, Self.words(key), what, isFirst ? count : nil, isFirst ? nil : count)
      }
    }
    for key in groups[0] where inBoth.contains(key) {
      let found = try [first, second].map { store -> [[QueryValue]: [QueryValue]] in
        var found: [[QueryValue]: [QueryValue]] = [:]
        try store.query(rows, arguments: Self.arguments(key)) { row in
          found[Array(row[..<told])] = Array(row[told...])
        }
        return found
      }
      compared[part, default: 0] += fields.count
      compareRows(
        part: part, place: Self.words(key), fields: fields, what: what, found[0], found[1])
    }
  }

  private mutating func compareRows(
    part: String, place: String, fields: [String], what: String,
    _ first: [[QueryValue]: [QueryValue]], _ second: [[QueryValue]: [QueryValue]]
  ) {
    let alone = [
      first.keys.count { second[$0] == nil }, second.keys.count { first[$0] == nil },
    ]
    if alone != [0, 0] {
      note(part, place, "\(what) of one study only", "\(alone[0])", "\(alone[1])")
    }
    let told = first.map { (words: Self.words($0.key), key: $0.key, row: $0.value) }
      .sorted { $0.words < $1.words }
    for (index, field) in fields.enumerated() {
      var count = 0
      var largest: (words: String, first: QueryValue, second: QueryValue, distance: Double)?
      for (words, key, row) in told {
        guard let other = second[key], !isSame(row[index], other[index]) else { continue }
        count += 1
        let distance =
          row[index].number.flatMap { a in other[index].number.map { abs(a - $0) } } ?? .infinity
        if distance > largest?.distance ?? -1 {
          largest = (words, row[index], other[index], distance)
        }
      }
      guard let largest else { continue }
      note(
        part, place, "\(field) of \(count) \(what), most in \(largest.words)",
        Self.word(largest.first), Self.word(largest.second))
    }
  }

  private func isSame(_ first: QueryValue, _ second: QueryValue) -> Bool {
    if let old = first.number, let new = second.number {
      return old == new || abs(old - new) <= tolerance * max(abs(old), abs(new))
    }
    return first == second
  }

  private static func word(_ value: QueryValue) -> String? {
    value.text ?? value.integer.map(String.init) ?? value.number.map { "\($0)" }
  }

  private static func words(_ values: [QueryValue]) -> String {
    values.compactMap(word).joined(separator: ", ")
  }

  private static func arguments(_ key: [QueryValue]) -> [String: QueryValue] {
    Dictionary(uniqueKeysWithValues: key.enumerated().map { ("k\($0)", $1) })
  }
}
