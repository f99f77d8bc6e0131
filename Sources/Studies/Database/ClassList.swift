internal import Annotations
internal import Files
internal import Tensors
internal import StudyValues

/// One class per row, from an array of numbers or the column `label` of a table.
///
/// −1 and NaN say that an image has no true class, unless a class is called −1; so do the usual words of a
/// table, and nothing.
enum ClassList {
  /// Reads the classes.
  ///
  /// - Parameters:
  ///   - source: The array, or a table.
  ///   - space: The classes that names in a table belong to; nil when they must be numbers from 0 on.
  /// - Returns: One index a row; nil for an image without a true class.
  /// - Throws: The error of the reader; ``StudyError/inconsistent(location:problem:)`` for a number that is
  ///   no class.
  static func read(_ source: NetworkFiles.Source, space: LabelSpace?) throws -> [Int?] {
    try InputPath.check(source.path)
    guard InputPath.isTable(source.path) else {
      return try indices(of: source.open(), in: space, file: source.path)
    }
    let reader = try DelimitedReader(path: source.path)
    let column = try reader.column(named: source.key ?? "label")
    var classes: [Int?] = []
    while try reader.nextRow() {
      let text = NameText.plain(reader.string(column))
      guard let space else {
        let isMissing = MissingWords.isUsual(text) || text == "-1"
        classes.append(isMissing ? nil : try reader.requireInt(column))
        continue
      }
      let index = space.index(of: text)
      guard index != nil || MissingWords.isUsual(text) || text == "-1" else {
        throw reader.wrongValue(column, expected: space.expectation)
      }
      classes.append(index.map { Int($0) })
    }
    return classes
  }

  /// The class that each number of an array of labels means.
  ///
  /// - Parameters:
  ///   - labels: The labels, one a row.
  ///   - space: The classes; see `LabelSpace.index(of:)` for classes that are named by numbers. Nil for
  ///     numbers from 0 on.
  ///   - file: The file, for errors.
  /// - Returns: One index a row; nil for an image without a true class.
  /// - Throws: ``StudyError/inconsistent(location:problem:)`` for a number that is no class, and the error
  ///   of the reader.
  static func indices(of labels: Tensor, in space: LabelSpace?, file: String) throws -> [Int?] {
    let numbers: [Int?] =
      try labels.elementType.isFloatingPoint
      ? labels.readAll(as: Double.self).enumerated().map { row, number in
        guard !number.isNaN else { return nil }
        guard let whole = Int(exactly: number) else { throw wrong("\(number)", row, space, file) }
        return whole
      } : labels.readAll(as: Int64.self).map { Int($0) }
    return try numbers.enumerated().map { row, number in
      guard let number else { return nil }
      let index = space.map { $0.index(of: number).map { Int($0) } } ?? (number < 0 ? nil : number)
      guard index != nil || number == -1 else { throw wrong("\(number)", row, space, file) }
      return index
    }
  }

  private static func wrong(
    _ number: String, _ row: Int, _ space: LabelSpace?, _ file: String
  ) -> StudyError {
    let location = "\(file), row \(row)"
    guard let space else {
      return .inconsistent(
        location: location,
        problem:
          "the label is \(number), but classes are the numbers from 0 on, and -1 or NaN where "
          + "there is none")
    }
    let (first, last) = (space.classes[0], space.classes[space.classes.count - 1])
    let range =
      Int(first.name) == nil
      ? "\(first.index) to \(last.index)" : "\(first.name) to \(last.name)"
    return .inconsistent(
      location: location,
      problem:
        "the label is \(number), but \(space.name) has the classes \(range) (-1 or NaN where "
        + "there is none)")
  }
}
