import GRDB
package import Networks

/// Receives the scores of a run tile by tile, and writes them into the open transaction.
package struct StudyScoreSink: ScoreSink {
  private let writer: ScoreWriter

  init(_ writer: ScoreWriter) { self.writer = writer }

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
    try writer.receive(
      rows: rows, targetClasses: targetClasses, censored: censored
    ) { kind, row in
      switch kind {
      case .rank: ranks[row]
      case .predictedClass: Double(predictedClasses[row])
      case .correct:
        targetClasses[row] < 0 ? .nan : predictedClasses[row] == targetClasses[row] ? 1 : 0
      default: .nan
      }
    }
  }
}

/// The rows of one run on their way into the table `score`.
final class ScoreWriter {
  /// The number of images stored.
  private(set) var stored = 0
  /// The number of images whose target class is not the data set's.
  private(set) var labelConflicts = 0

  private let runID: Int64
  private let images: [Int64?]
  private let classIDs: [Int64]
  private let trueClass: Statement
  private var insert: BulkInsert
  private var nextRow = 0

  /// The columns in their order, with the score that fills each.
  private static let kinds: [(column: String, kind: ScoreKind?)] = ScoreTables.scoreColumns.map {
    let name = $0.name == "predicted_class_id" ? "predicted_class" : $0.name
    return ($0.name, ScoreKind(rawValue: name))
  }

  init(_ database: Database, runID: Int64, images: [Int64?], classIDs: [Int64]) throws {
    self.runID = runID
    self.images = images
    self.classIDs = classIDs
    trueClass = try database.makeStatement(sql: "SELECT class_id FROM image WHERE image_id = ?")
    insert = try BulkInsert(
      database, table: "score",
      columns: ["run_id", "image_id", "class_id"] + ScoreWriter.kinds.map(\.column))
  }

  func receive(_ tile: ScoreTile) throws {
    let columns = Dictionary(uniqueKeysWithValues: ScoreKind.allCases.map { ($0, tile.values($0)) })
    try receive(rows: tile.rows, targetClasses: tile.targetClasses, censored: nil) { kind, row in
      columns[kind]?[row] ?? .nan
    }
  }

  func receive(
    rows: Range<Int>, targetClasses: [Int32], censored: [Bool]?,
    value: (ScoreKind, Int) -> Double
  ) throws {
    guard rows.lowerBound == nextRow, rows.upperBound <= images.count,
      targetClasses.count == rows.count, censored?.count ?? rows.count == rows.count
    else {
      throw StudyStoreError.wrongRows(
        expected: "rows from \(nextRow) to at most \(images.count)",
        got: "rows \(rows.lowerBound)..<\(rows.upperBound)")
    }
    nextRow = rows.upperBound
    for row in 0..<rows.count {
      guard let image = images[rows.lowerBound + row] else { continue }
      let target = try classID(targetClasses[row], row: rows.lowerBound + row)
      try noteConflict(target, image: image)
      let predicted = value(.predictedClass, row)
      let predictedID =
        predicted.isNaN ? nil : try classID(Int32(predicted), row: rows.lowerBound + row)
      let isCensored = censored?[row] ?? false
      let hasRank = !value(.rank, row).isNaN
      try insert.append { cells in
        cells.integer(runID)
        cells.integer(image)
        cells.integer(target)
        for (column, kind) in ScoreWriter.kinds {
          switch (column, kind) {
          case ("rank_censored", _): cells.integer(hasRank ? (isCensored ? 1 : 0) : nil)
          case (_, .predictedClass): cells.integer(predictedID)
          case (_, .some(let kind)): cells.real(value(kind, row))
          case (_, nil): cells.integer(nil)
          }
        }
      }
      stored += 1
    }
  }

  func finish() throws {
    try insert.finish()
    guard nextRow == images.count else {
      throw StudyStoreError.wrongRows(
        expected: "scores of \(images.count) images", got: "scores of \(nextRow)")
    }
  }

  private func classID(_ position: Int32, row: Int) throws -> Int64? {
    guard position >= 0 else { return nil }
    guard position < classIDs.count else {
      throw StudyStoreError.classOutOfRange(
        index: Int(position), row: row, expected: 0...max(classIDs.count - 1, 0))
    }
    return classIDs[Int(position)]
  }

  private func noteConflict(_ target: Int64?, image: Int64) throws {
    guard let target else { return }
    trueClass.setUncheckedArguments([image])
    let known = try Optional<Int64>.fetchOne(trueClass) ?? nil
    if let known, known != target { labelConflicts += 1 }
  }
}
