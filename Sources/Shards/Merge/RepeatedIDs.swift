internal import Files

/// Finds ids that stand in more than one row, whatever the number of rows.
///
/// Hashes of ids are sorted by shard and merged; where hashes are equal the ids themselves are compared.
final class RepeatedIDs {
  /// The most equal hashes whose ids are compared; more cannot be an accident of hashing.
  private static let mostCandidates = 10_000

  private let runs: SortedRuns

  /// Prepares files beside a path.
  ///
  /// - Throws: `InputFileError.cannotWrite`.
  init(beside path: String) throws(InputFileError) { runs = try SortedRuns(beside: path) }

  /// Takes the ids of the next shard.
  ///
  /// - Throws: `InputFileError.cannotWrite`.
  func append(_ ids: [String]) throws(InputFileError) {
    try runs.append(
      ids.enumerated().map { row, id in
        var id = id
        return (id.withUTF8 { unsafe TextTable.hash($0) }, UInt32(row))
      })
  }

  /// Refuses ids that are there twice.
  ///
  /// - Parameters:
  ///   - shards: The number of each shard that was taken, in order.
  ///   - ids: Reads the ids of a shard again, by its place among those taken.
  /// - Throws: ``ShardsError/repeatedImages(count:examples:)``, or the error of reading.
  func check(shards: [Int], ids: (Int) throws -> [String]) throws {
    var candidates: [[(run: Int, row: Int)]] = []
    var count = 0
    try runs.forEachGroup { total, parts in
      guard total > 1 else { return }
      count += 1
      guard candidates.count < Self.mostCandidates else { return }
      var places: [(run: Int, row: Int)] = []
      for part in parts {
        // Two of a shard are enough to say so.
        let first = part.places.prefix(2)
        places += try runs.rows(of: part.run, first).map { (part.run, Int($0)) }
      }
      candidates.append(places)
    }
    guard count > 0 else { return }
    var names: [Int: [Int: String]] = [:]
    for run in Set(candidates.joined().map(\.run)).sorted() {
      let all = try ids(run)
      let rows = candidates.joined().filter { $0.run == run }.map(\.row)
      names[run] = Dictionary(rows.map { ($0, all[$0]) }) { first, _ in first }
    }
    var examples: [String] = []
    var equal = 0
    for places in candidates {
      let ids = places.map { names[$0.run]?[$0.row] ?? "" }
      guard Set(ids).count < ids.count else { continue }
      equal += 1
      guard examples.count < 10,
        let second = ids.indices.first(where: { ids[..<$0].contains(ids[$0]) }),
        let first = ids.firstIndex(of: ids[second])
      else { continue }
      examples.append(
        "`\(ids[first].shortened)` in row \(places[first].row) of shard \(shards[places[first].run]) "
          + "and row \(places[second].row) of shard \(shards[places[second].run])")
    }
    guard equal > 0 else { return }
    // Beyond the candidates that were compared, equal hashes are counted as equal ids.
    throw ShardsError.repeatedImages(
      count: equal + count - candidates.count, examples: examples)
  }
}
