package import StudyStore

extension StudyStore {
  /// The data set that a command means: the one it names, else the only one of the study.
  ///
  /// - Parameter name: The name, nil for the only one.
  /// - Returns: The data set.
  /// - Throws: ``StudyError`` when there is none of that name, or no or several to choose from.
  package func chosenDataset(_ name: String?) throws -> StudyDataset {
    let all = try datasets()
    guard let name else {
      guard let only = all.first else {
        throw StudyError.inconsistent(
          location: path, problem: "the study has no data set; import something first")
      }
      guard all.count == 1 else {
        throw StudyError.inconsistent(
          location: path,
          problem: "the study has the data sets \(all.map(\.name).joined(separator: ", ")); choose "
            + "one with --dataset")
      }
      return only
    }
    return try KnownName.find(name, kind: "data set", among: all, by: \.name)
  }
}
