package import StudyStore

extension StudyStore {
  /// The table or view of a name.
  ///
  /// - Parameter name: The name.
  /// - Returns: The table.
  /// - Throws: ``StudyError/unknownName(kind:name:known:location:)`` with the nearest known name.
  package func table(named name: String) throws -> StudyTable {
    let all = try tables()
    return try KnownName.find(name, kind: "table", among: all, by: \.name)
  }
}
