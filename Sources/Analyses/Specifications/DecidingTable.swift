package import StudyValues

/// What a person reads first of some rows: the columns that decide, and the answer in a sentence.
package struct DecidingTable: Equatable, Sendable {
  /// What the rows are, where the columns do not say it.
  package var caption: String?
  /// The columns that decide.
  package var rows: RowTable
  /// What they say; nil where the rows speak for themselves.
  package var sentence: String?

  /// Creates a table.
  package init(caption: String? = nil, rows: RowTable, sentence: String? = nil) {
    self.caption = caption
    self.rows = rows
    self.sentence = sentence
  }

  /// Creates the table of a specification, each number with its limits.
  package init(_ table: TableSpecification) {
    self.init(caption: table.caption.plainText, rows: table.rows.joiningLimits())
  }

  /// The word of a verdict that cannot be given.
  package static let tooClose = "too close to call"

  /// The p-value as a heading shows it: with the adjustment, where there is one.
  static func heading(p adjustment: String?) -> String {
    adjustment.map { "p \($0.capitalizedFirst)" } ?? "p"
  }

  /// The level of intervals as a heading shows it.
  static func heading(_ name: String, level: Double?) -> String {
    guard let level else { return name }
    return "\(name) [\(RoundedNumber.significant(level * 100, digits: 4)) %]"
  }
}

extension Sequence {
  /// The elements in groups of one key, both in the order in which they come.
  func grouped<Key: Hashable>(by key: (Element) -> Key) -> [[Element]] {
    var places: [Key: Int] = [:]
    var groups: [[Element]] = []
    for element in self {
      let key = key(element)
      if let place = places[key] {
        groups[place].append(element)
      } else {
        places[key] = groups.count
        groups.append([element])
      }
    }
    return groups
  }
}
