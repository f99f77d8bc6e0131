internal import Files
internal import Tensors

/// The ranks of a shard's rows among all rows, as a file beside its scores.
enum RankFile {
  /// Writes a column of ranks for each score, and whether shards were missing.
  ///
  /// - Parameters:
  ///   - columns: The ranks of each score in the order of the shard's rows; NaN for a row without it.
  ///   - isPartial: Whether the ranks are those among some of the shards only.
  ///   - path: The file.
  ///   - format: The format.
  /// - Throws: The error of writing; there is no file then.
  static func write(
    _ columns: [(name: String, values: [Double])], isPartial: Bool, to path: String,
    format: ScoreFormat
  ) throws {
    let rows = columns.first?.values.count ?? 0
    switch format {
    case .npz:
      let writer = try NPZWriter(path: path)
      for column in columns { try writer.add(column.name, column.values, shape: [rows]) }
      try writer.add(
        "partial", [Double](repeating: isPartial ? 1 : 0, count: rows), shape: [rows],
        elementType: .bool)
      try writer.close()
    case .parquet:
      let writer = try ParquetWriter(
        path: path,
        columns: columns.map { ($0.name, .reals([])) } + [("partial", .integers([]))])
      for first in stride(from: 0, to: rows, by: 65_536) {
        let part = first..<min(first + 65_536, rows)
        try writer.append(
          columns.map { .reals(Array($0.values[part])) }
            + [.integers([Int64?](repeating: isPartial ? 1 : 0, count: part.count))])
      }
      try writer.close()
    }
  }
}
