internal import Foundation
internal import Tensors

/// Writes scores to an npz or npy file as they are computed, in memory that does not grow.
///
/// An npz file gets one array of doubles for each score, under its column's name, and the whole
/// numbers `predicted_class` and `target_class` (-1 where unknown). An npy file gets one matrix of
/// doubles, (rows, scores), in the order of ``scores``. Values that a row does not have are NaN.
/// Rows wait in a nameless file beside the result, which appears only with ``finish()``.
public struct ScoreFileSink: ScoreSink {
  /// The file to write.
  public let path: String
  /// The scores to write, in the order of columns.
  public let scores: [Score]
  private let spool: FileHandle
  private var tileRows: [Int] = []

  /// Prepares to write a file.
  ///
  /// - Parameters:
  ///   - path: The file, whose name ends in `.npz` or `.npy`.
  ///   - scores: The scores to write; ``Scorer/available`` leaves out empty ones.
  /// - Throws: ``NetworksError/unknownScoreFile(path:)`` for another ending, or
  ///   ``NetworksError/cannotWrite(path:reason:)``.
  public init(path: String, scores: [Score] = Score.all) throws(NetworksError) {
    guard [".npz", ".npy"].contains(where: path.lowercased().hasSuffix) else {
      throw .unknownScoreFile(path: path)
    }
    self.path = path
    self.scores = scores.sorted()
    let hidden = URL(filePath: path).deletingLastPathComponent()
      .appending(path: ".scores-\(UUID().uuidString)")
    do {
      try Data().write(to: hidden, options: .withoutOverwriting)
      spool = try FileHandle(forUpdating: hidden)
      try FileManager.default.removeItem(at: hidden)
    } catch {
      throw .cannotWrite(path: path, reason: error.localizedDescription)
    }
  }

  /// Takes the next rows.
  ///
  /// - Parameter tile: The scores of the next rows.
  /// - Throws: ``NetworksError/cannotWrite(path:reason:)``, for example when the disk is full.
  public mutating func receive(_ tile: ScoreTile) throws {
    var block = Data(capacity: (scores.count + 1) * tile.rows.count * 8)
    for score in scores { append(tile.values(score), to: &block) }
    append(tile.targetClasses.map { Double($0) }, to: &block)
    do {
      try spool.write(contentsOf: block)
    } catch {
      throw NetworksError.cannotWrite(path: path, reason: error.localizedDescription)
    }
    tileRows.append(tile.rows.count)
  }

  /// Writes the file and moves it into place.
  ///
  /// - Throws: ``NetworksError`` when it cannot be written.
  public func finish() throws {
    do throws(TensorFileError) {
      if path.lowercased().hasSuffix(".npz") { try writeArchive() } else { try writeMatrix() }
    } catch {
      throw NetworksError.tensor(error)
    }
  }

  private func writeArchive() throws(TensorFileError) {
    let writer = try NPZWriter(path: path)
    let rows = tileRows.reduce(0, +)
    for (place, score) in scores.enumerated() {
      let type: TensorElementType = score.number == .classIndex ? .int64 : .float64
      try writer.begin(score.name, elementType: type, shape: [rows])
      for tile in tileRows.indices { try writer.append(try column(place, of: tile)) }
    }
    try writer.begin("target_class", elementType: .int64, shape: [rows])
    for tile in tileRows.indices { try writer.append(try column(scores.count, of: tile)) }
    try writer.close()
  }

  private func writeMatrix() throws(TensorFileError) {
    let writer = try NPYWriter(
      path: path, elementType: .float64, shape: [tileRows.reduce(0, +), scores.count])
    for (tile, count) in tileRows.enumerated() {
      var columns: [[Double]] = []
      for place in scores.indices { columns.append(try column(place, of: tile)) }
      try writer.append((0..<count).flatMap { row in columns.map { $0[row] } })
    }
    try writer.close()
  }

  /// Reads one column of one tile back.
  private func column(_ place: Int, of tile: Int) throws(TensorFileError) -> [Double] {
    let before = tileRows.prefix(tile).reduce(0, +)
    let count = tileRows[tile]
    let offset = 8 * (before * (scores.count + 1) + place * count)
    do {
      try spool.seek(toOffset: UInt64(offset))
      guard let data = try spool.read(upToCount: 8 * count), data.count == 8 * count else {
        throw CocoaError(.fileReadCorruptFile)
      }
      return unsafe [Double](unsafeUninitializedCapacity: count) { values, initialized in
        unsafe data.copyBytes(to: UnsafeMutableRawBufferPointer(values))
        initialized = count
      }
    } catch {
      throw .cannotWrite(path: path, reason: error.localizedDescription)
    }
  }

  private func append(_ values: [Double], to block: inout Data) {
    unsafe values.withUnsafeBytes { bytes in unsafe block.append(contentsOf: bytes) }
  }
}
