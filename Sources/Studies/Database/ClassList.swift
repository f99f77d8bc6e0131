internal import Annotations
internal import InputFiles
internal import TensorFiles

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
      return try source.open().readAll(as: Int64.self).map { Int($0) }
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
        throw reader.wrongValue(column, expected: "a class of \(space.name)")
      }
      classes.append(Int(index))
    }
    return classes
  }
}
