internal import Files

/// Names on a command line that must be known to the study.
package enum KnownName {
  /// Where such a name stands, for messages.
  package static let commandLine = "the command line"
  /// The kind of name that a score has.
  package static let score = "score"

  /// The known name that is meant, without regard to capitals and outer blanks where that is unique.
  ///
  /// - Parameters:
  ///   - name: The name as a person wrote it.
  ///   - kind: What it names, for the message.
  ///   - known: The names that there are.
  /// - Returns: The known name.
  /// - Throws: ``StudyError/unknownName(kind:name:known:location:)`` with the nearest known name.
  static func find(_ name: String, kind: String, among known: [String]) throws -> String {
    guard let found = NameMatch.find(name, among: known) else {
      throw StudyError.unknownName(kind: kind, name: name, known: known, location: commandLine)
    }
    return found
  }
}
