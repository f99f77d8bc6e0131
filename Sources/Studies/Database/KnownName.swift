internal import StudyValues

/// Names on a command line that must be known to the study.
package enum KnownName {
  /// Where such a name stands, for messages.
  package static let commandLine = "the command line"
  /// The kind of name that a score has.
  package static let score = "score"

  /// The known thing that is meant, without regard to capitals and outer blanks where that is unique.
  ///
  /// - Parameters:
  ///   - name: The name as a person wrote it.
  ///   - kind: What it names, for the message.
  ///   - known: The things that there are.
  ///   - naming: The name of each.
  /// - Returns: The known thing.
  /// - Throws: ``StudyError/unknownName(kind:name:known:location:)`` with the nearest known name.
  static func find<Item>(
    _ name: String, kind: String, among known: [Item], by naming: (Item) -> String
  ) throws -> Item {
    let names = known.map(naming)
    guard let found = NameMatch.find(name, among: names), let place = names.firstIndex(of: found)
    else {
      throw StudyError.unknownName(kind: kind, name: name, known: names, location: commandLine)
    }
    return known[place]
  }

  /// The known name that is meant.
  static func find(_ name: String, kind: String, among known: [String]) throws -> String {
    try find(name, kind: kind, among: known) { $0 }
  }
}
