internal import Networks

extension ImageTable {
  /// Whether all its scores are those of other programs, so that it belongs to no network that was
  /// scored here.
  var isOfOtherPrograms: Bool {
    !scores.isEmpty && scores.allSatisfy { Score.named($0.name) == nil && !$0.isShared }
  }

  /// The scores of a list that an analysis asks this table for.
  ///
  /// What a network lacks but the table of another program has is asked there, and the reverse; what
  /// no table has is asked everywhere, so that its row says so.
  func asked(_ names: [String], beside tables: [ImageTable]) -> [String] {
    names.filter { name in
      score(name) != nil
        || !tables.contains {
          $0.score(name) != nil && $0.isOfOtherPrograms != isOfOtherPrograms
        }
    }
  }

  /// The table with those of the named scores that it lacks and other programs have, by image.
  func borrowing(_ names: [String], from tables: [ImageTable]) -> ImageTable {
    guard !isOfOtherPrograms else { return self }
    var columns = scores
    for name in Set(names).sorted() where score(name) == nil {
      for other in tables where other.isOfOtherPrograms {
        guard let column = other.score(name) else { continue }
        let value = Dictionary(zip(other.images, column.values)) { first, _ in first }
        columns.append(
          ScoreColumn(
            name: name, values: images.map { value[$0] ?? .nan }, direction: column.direction,
            usesLabel: column.usesLabel, owner: other.key.model))
        break
      }
    }
    return with(scores: columns)
  }
}
