internal import Annotations
internal import Files
internal import Tensors
internal import StudyValues

/// One class per row, from an array of numbers or the column `label` of a table.
enum ClassList {
  /// Reads the classes.
  ///
  /// - Parameters:
  ///   - source: The array, or a table.
  ///   - space: The classes that names in a table belong to; nil when they must be numbers.
  /// - Returns: One index a row.
  /// - Throws: The error of the reader.
  static func read(_ source: NetworkFiles.Source, space: LabelSpace?) throws -> [Int] {
    try InputPath.check(source.path)
    guard InputPath.isTable(source.path) else {
      let numbers = try source.open().readAll(as: Int64.self)
      guard let space else { return numbers.map { Int($0) } }
      return try indices(of: numbers, in: space, file: source.path)
    }
    let reader = try DelimitedReader(path: source.path)
    let column = try reader.column(named: source.key ?? "label")
    var classes: [Int] = []
    while try reader.nextRow() {
      guard let space else {
        classes.append(try reader.requireInt(column))
        continue
      }
      guard let index = space.index(of: reader.string(column)) else {
        throw reader.wrongValue(column, expected: space.expectation)
      }
      classes.append(Int(index))
    }
    return classes
  }

  /// The class that each number of an array of labels means.
  ///
  /// - Parameters:
  ///   - numbers: The labels, one a row.
  ///   - space: The classes; see `LabelSpace.index(of:)` for classes that are named by numbers.
  ///   - file: The file, for errors.
  /// - Returns: One index a row.
  /// - Throws: ``StudyError/inconsistent(location:problem:)`` for a number that is no class.
  static func indices(
    of numbers: [Int64], in space: LabelSpace, file: String
  ) throws(StudyError) -> [Int] {
    var indices: [Int] = []
    indices.reserveCapacity(numbers.count)
    for (row, number) in numbers.enumerated() {
      guard let index = space.index(of: Int(number)) else {
        let (first, last) = (space.classes[0], space.classes[space.classes.count - 1])
        let range =
          Int(first.name) == nil
          ? "\(first.index) to \(last.index)" : "\(first.name) to \(last.name)"
        throw .inconsistent(
          location: "\(file), row \(row)",
          problem: "the label is \(number), but \(space.name) has the classes \(range)")
      }
      indices.append(Int(index))
    }
    return indices
  }
}
