package import StudyStore

extension StudyStore {
  /// The table or view of a name.
  ///
  /// - Parameter name: The name.
  /// - Returns: The table.
  /// - Throws: ``StudyError/unknownName(kind:name:known:location:)`` with the nearest known name.
  package func table(named name: String) throws -> StudyTable {
    let all = try tables()
    guard let table = all.first(where: { $0.name == name }) else {
      throw StudyError.unknownName(
        kind: "table", name: name, known: all.map(\.name), location: "the command line")
    }
    return table
  }
}
