import Files
import GRDB
package import Networks

/// Receives the scores of a run tile by tile, and writes them into the open transaction.
package struct StudyScoreSink: ScoreSink {
  private let writer: ScoreWriter

  init(_ writer: ScoreWriter) { self.writer = writer }

  /// The key of the image of a row of the run; nil when it is not in the data set.
  package func image(ofRow row: Int) -> Int64? { writer.images[row] }

  /// The true class of each image of the run as a position among the data set's classes; -1 where the
  /// image or its class is unknown.
  ///
  /// - Throws: The error of the database.
  /// - Complexity: O(images of the data set), in one statement.
  package func trueClasses() throws -> [Int32] { try writer.trueClasses() }

  /// Stores the next rows.
  package mutating func receive(_ tile: ScoreTile) throws { try writer.receive(tile) }

  /// Stores ranks that come from lists of the best classes, and not from logits.
  ///
  /// - Parameters:
  ///   - rows: The rows of the file, in the order of the run's images.
  ///   - targetClasses: The target class of each row; -1 where it is unknown.
  ///   - ranks: The rank of the target class; NaN where it is unknown.
  ///   - censored: Whether the rank is only known to be at least this.
  ///   - predictedClasses: The predicted class of each row.
  /// - Throws: ``StudyStoreError/wrongRows(expected:got:)``.
  package mutating func receive(
    rows: Range<Int>, targetClasses: [Int32], ranks: [Double], censored: [Bool],
    predictedClasses: [Int32]
  ) throws {
    let known: [Score: [Double]] = [
      .rank: ranks, .predictedClass: predictedClasses.map(Double.init),
      .correct: zip(targetClasses, predictedClasses).map { target, predicted in
        target < 0 ? .nan : predicted == target ? 1 : 0
      },
    ]
    let missing = [Double](repeating: .nan, count: rows.count)
    try writer.receive(
      rows: rows, targetClasses: targetClasses, censored: censored,
      columns: Score.all.map { known[$0] ?? missing })
  }
}

/// The rows of one run on their way into the table `score`.
final class ScoreWriter {
  /// The number of images stored.
  private(set) var stored = 0
  /// The number of images whose target class is not the data set's.
  private(set) var labelConflicts = 0

  private let database: Database
  private let runID: Int64
  /// The image of each row; nil for one that is left out.
  let images: [Int64?]
  private let classIDs: [Int64]
  private var insert: BulkInsert
  private var nextRow = 0

  init(_ database: Database, runID: Int64, images: [Int64?], classIDs: [Int64]) throws {
    self.database = database
    self.runID = runID
    self.images = images
    self.classIDs = classIDs
    insert = try BulkInsert(
      database, table: "score",
      columns: ["run_id", "image_id", "class_id", "rank_censored"] + Score.all.map(\.column))
  }

  func receive(_ tile: ScoreTile) throws {
    try receive(
      rows: tile.rows, targetClasses: tile.targetClasses, censored: nil,
      columns: Score.all.map { tile.values($0) })
  }

  /// Stores rows; the columns are in the order of all scores.
  func receive(
    rows: Range<Int>, targetClasses: [Int32], censored: [Bool]?, columns: [[Double]]
  ) throws {
    guard rows.lowerBound == nextRow, rows.upperBound <= images.count,
      targetClasses.count == rows.count, censored?.count ?? rows.count == rows.count
    else {
      throw StudyStoreError.wrongRows(
        expected: "rows from \(nextRow) to at most \(images.count)",
        got: "rows \(rows.lowerBound)..<\(rows.upperBound)")
    }
    nextRow = rows.upperBound
    let ranks = zip(Score.all, columns).first { $0.0 == .rank }?.1 ?? []
    // Classes stand by their keys.
    let keys = try zip(Score.all, columns).map { score, values -> [Int64?]? in
      guard score.number == .classIndex else { return nil }
      return try values.enumerated().map { row, value in
        try value.isNaN || images[rows.lowerBound + row] == nil
          ? nil : classID(Int32(value), row: rows.lowerBound + row)
      }
    }
    for row in 0..<rows.count {
      guard let image = images[rows.lowerBound + row] else { continue }
      let target = try classID(targetClasses[row], row: rows.lowerBound + row)
      let isCensored = censored?[row] ?? false
      try insert.append { cells in
        cells.integer(runID)
        cells.integer(image)
        cells.integer(target)
        cells.integer(ranks[row].isNaN ? nil : isCensored ? 1 : 0)
        for (place, values) in columns.enumerated() {
          if let keys = keys[place] { cells.integer(keys[row]) } else { cells.real(values[row]) }
        }
      }
      stored += 1
    }
  }

  func finish() throws {
    try insert.finish()
    guard nextRow == images.count else {
      throw StudyStoreError.wrongRows(
        expected: "scores of \(images.count, "image")", got: "scores of \(nextRow)")
    }
    labelConflicts =
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(*) FROM score c JOIN image i USING (image_id)
          WHERE c.run_id = ? AND c.class_id <> i.class_id
          """, arguments: [runID]) ?? 0
  }

  private func classID(_ position: Int32, row: Int) throws -> Int64? {
    guard position >= 0 else { return nil }
    guard position < classIDs.count else {
      throw StudyStoreError.classOutOfRange(
        index: Int(position), row: row, expected: 0...max(classIDs.count - 1, 0))
    }
    return classIDs[Int(position)]
  }

  /// The position of the true class of each image, -1 where there is none.
  func trueClasses() throws -> [Int32] {
    var keys: [Int64] = []
    var positions: [Int32] = []
    let cursor = try Row.fetchCursor(
      database,
      sql: """
        SELECT i.image_id, k."index" - (SELECT min("index") FROM class WHERE label_space =
          d.label_space) FROM run r JOIN dataset d USING (dataset_id) JOIN image i USING (dataset_id)
        JOIN class k ON k.class_id = i.class_id WHERE r.run_id = ? ORDER BY i.image_id
        """, arguments: [runID])
    while let row = try cursor.next() {
      try keys.append(row[0])
      try positions.append(row[1])
    }
    return images.map { image in
      guard let image, let place = Self.place(of: image, in: keys) else { return -1 }
      return positions[place]
    }
  }

  /// The place of a key among ascending ones, which mostly have no gaps.
  private static func place(of key: Int64, in keys: [Int64]) -> Int? {
    guard let first = keys.first, key >= first else { return nil }
    let guess = Int(key - first)
    if guess < keys.count, keys[guess] == key { return guess }
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? low : nil
  }
}
