internal import Files
internal import Networks
internal import Tensors

/// The scores of one shard, read from its file column by column.
///
/// Every number is checked on the way: a result that was written by somebody else does not enter.
struct ShardScores {
  /// Where they are.
  let path: String
  private let rows: Int
  private let classes: Int
  private let source: Source

  private enum Source {
    case table(ParquetColumns)
    case archive(String)
  }

  /// Opens the file of a shard.
  ///
  /// - Throws: The error of the reader; ``ShardsError/inconsistent(location:problem:)`` for another number
  ///   of rows.
  init(path: String, rows: Int, classes: Int, format: ScoreFormat) throws {
    self.path = path
    self.rows = rows
    self.classes = classes
    switch format {
    case .parquet:
      let table = try ParquetColumns(path: path)
      source = .table(table)
      try check(table.rowCount)
    case .npz:
      source = .archive(path)
    }
  }

  /// The ids of the rows.
  func ids() throws -> [String] {
    switch source {
    case .table(let table): return try table.texts("image")
    case .archive(let path):
      let tensor = try Tensor.open(path, key: "image")
      try check(tensor.rowCount)
      return try tensor.readText(rows: 0..<tensor.rowCount)
    }
  }

  /// The values of a score; NaN where a row has none.
  func values(_ score: Score) throws -> [Double] {
    let values = try reals(score.name)
    if let row = values.firstIndex(where: \.isInfinite) {
      throw ShardsError.inconsistent(
        location: path, problem: "row \(row) of \(score.name) is \(values[row]), which no score is")
    }
    return score.number == .classIndex ? try classes(score.name, values) : values
  }

  /// The target class of each row; -1 where it is unknown.
  func targetClasses() throws -> [Int32] {
    try classes("target_class", reals("target_class")).map { $0.isNaN || $0 < 0 ? -1 : Int32($0) }
  }

  private func reals(_ name: String) throws -> [Double] {
    switch source {
    case .table(let table): return try table.reals(name)
    case .archive(let path):
      let tensor = try Tensor.open(path, key: name)
      try check(tensor.elementCount)
      return try tensor.readAll(as: Double.self)
    }
  }

  private func classes(_ name: String, _ values: [Double]) throws -> [Double] {
    for (row, value) in values.enumerated()
    where !value.isNaN && !(value >= -1 && value < Double(classes) && value == value.rounded()) {
      throw ShardsError.inconsistent(
        location: path,
        problem: "row \(row) of \(name) is \(value), which is none of the classes 0 to "
          + "\(classes - 1)")
    }
    return values
  }

  private func check(_ found: Int) throws(ShardsError) {
    guard found == rows else {
      throw .inconsistent(
        location: path, problem: "it has \(found, "row") in place of the shard's \(rows)")
    }
  }
}
