internal import Files
internal import Networks

/// The ranks of a score over the rows of all shards, by merging what each shard has sorted.
///
/// The rank is 1 for the smallest value and the number of ranked rows for the largest; equal values have
/// the mean of their ranks, as `rankdata(method='average')` of SciPy gives. A row without the score has
/// no rank. Zeros of either sign are equal. Memory is the largest shard, and some 128 MB.
/// Complexity: O(rows · log(rows)) and 20 bytes a row in a file beside the results.
final class GlobalRanks {
  /// The score.
  let score: Score
  private let runs: SortedRuns
  private let ranks: SpoolFile
  private var rows: [Int] = []
  private var starts: [Int] = []

  /// Prepares files beside a path.
  ///
  /// - Throws: `InputFileError.cannotWrite`.
  init(_ score: Score, beside path: String) throws(InputFileError) {
    self.score = score
    runs = try SortedRuns(beside: path)
    ranks = try SpoolFile(beside: path)
  }

  /// The number of rows that have the score.
  var ranked: Int { runs.count }

  /// Takes the values of the next shard.
  ///
  /// - Throws: `InputFileError.cannotWrite`.
  func append(_ values: [Double]) throws(InputFileError) {
    precondition(values.count <= UInt32.max, "a shard has at most 2^32 rows")
    var items: [(key: UInt64, row: UInt32)] = []
    items.reserveCapacity(values.count)
    for (row, value) in values.enumerated() where !value.isNaN {
      items.append((Self.key(value), UInt32(row)))
    }
    starts.append(runs.count)
    rows.append(values.count)
    try runs.append(items)
  }

  /// Merges; to be called once, after the last shard.
  ///
  /// - Throws: The error of reading or writing.
  func merge() throws {
    var waiting = starts.map { RankBuffer(start: $0) }
    var before = 0
    try runs.forEachGroup { count, parts in
      let rank = Double(before) + Double(count + 1) / 2
      before += count
      for part in parts {
        try waiting[part.run].append(rank, count: part.places.count, to: ranks)
      }
    }
    for run in waiting.indices { try waiting[run].flush(to: ranks) }
  }

  /// The ranks of the rows of a shard; NaN for a row without the score.
  ///
  /// - Throws: The error of reading.
  func ranks(ofShard run: Int) throws -> [Double] {
    var result = [Double](repeating: .nan, count: rows[run])
    let count = runs.counts[run]
    let sorted: [Double] = try ranks.read(starts[run], count)
    for (rank, row) in zip(sorted, try runs.rows(of: run, 0..<count)) { result[Int(row)] = rank }
    return result
  }

  /// A whole number that is ordered as the value is.
  static func key(_ value: Double) -> UInt64 {
    let bits = (value == 0 ? 0 : value).bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }
}

/// Ranks of a run that are not written yet.
private struct RankBuffer {
  private var start: Int
  private var values: [Double] = []

  init(start: Int) { self.start = start }

  mutating func append(_ rank: Double, count: Int, to file: SpoolFile) throws(InputFileError) {
    var left = count
    while left > 0 {
      let part = min(left, 1_024 - values.count)
      values.append(contentsOf: repeatElement(rank, count: part))
      left -= part
      if values.count == 1_024 { try flush(to: file) }
    }
  }

  mutating func flush(to file: SpoolFile) throws(InputFileError) {
    guard !values.isEmpty else { return }
    try file.write(values, at: start)
    start += values.count
    values.removeAll(keepingCapacity: true)
  }
}
