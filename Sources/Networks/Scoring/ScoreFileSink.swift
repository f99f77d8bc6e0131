internal import Files
internal import Foundation
internal import Tensors

/// Writes scores to an npz, npy or Parquet file as they are computed, in memory that does not grow.
///
/// An npz file gets one array of doubles for each score, under its column's name, and the whole
/// numbers `predicted_class` and `target_class` (-1 where unknown). An npy file gets one matrix of
/// doubles, (rows, scores), in the order of ``scores``. Values that a row does not have are NaN.
/// A Parquet file gets the columns of an npz file; what a row does not have is missing. Where names of
/// images are given, both have them first, as the column or text array `image`.
/// Rows wait in a nameless file beside the result, which appears only with ``finish()``.
public struct ScoreFileSink: ScoreSink {
  /// The file to write.
  public let path: String
  /// The scores to write, in the order of columns.
  public let scores: [Score]
  /// The name of each row's image, for the column `image`.
  public let images: [String]?
  private let spool: FileHandle
  private var tileRows: [Int] = []
  private var firstRows: [Int] = []

  /// Prepares to write a file.
  ///
  /// - Parameters:
  ///   - path: The file, whose name ends in `.npz`, `.npy` or `.parquet`.
  ///   - scores: The scores to write; ``Scorer/available`` leaves out empty ones.
  ///   - images: The name of each row's image; an npy file has no place for them.
  /// - Throws: ``NetworksError/unknownScoreFile(path:)`` for another ending, or
  ///   ``NetworksError/cannotWrite(path:reason:)``.
  public init(
    path: String, scores: [Score] = Score.all, images: [String]? = nil
  ) throws(NetworksError) {
    let name = path.lowercased()
    guard [".npz", ".npy", ".parquet"].contains(where: name.hasSuffix) else {
      throw .unknownScoreFile(path: path)
    }
    guard images == nil || !name.hasSuffix(".npy") else {
      throw .cannotWrite(path: path, reason: "an .npy file has no place for names of images")
    }
    self.path = path
    self.images = images
    self.scores = scores.sorted()
    let hidden = Scratch(beside: path)
    do {
      let url = URL(filePath: hidden.path)
      try Data().write(to: url, options: .withoutOverwriting)
      spool = try FileHandle(forUpdating: url)
      try FileManager.default.removeItem(at: url)
    } catch {
      throw .cannotWrite(path: path, reason: error.systemReason)
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
      throw NetworksError.cannotWrite(path: path, reason: error.systemReason)
    }
    firstRows.append((firstRows.last ?? 0) + (tileRows.last ?? 0))
    tileRows.append(tile.rows.count)
  }

  /// Writes the file and moves it into place.
  ///
  /// - Throws: ``NetworksError`` when it cannot be written.
  public func finish() throws {
    do throws(TensorFileError) {
      switch path.lowercased().split(separator: ".").last {
      case "npz": try writeArchive()
      case "npy": try writeMatrix()
      default: try writeTable()
      }
    } catch {
      throw NetworksError.tensor(error)
    }
  }

  private func writeArchive() throws(TensorFileError) {
    let writer = try NPZWriter(path: path)
    let rows = tileRows.reduce(0, +)
    if let images {
      let width = images.reduce(1) { max($0, $1.unicodeScalars.count) }
      try writer.begin("image", elementType: .text(width: width), shape: [rows])
      try writer.append(text: images)
    }
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

  private func writeTable() throws(TensorFileError) {
    let places = Array(scores.enumerated())
    var columns = places.map { place, score in
      (name: score.name, kind: Self.values(score.number == .classIndex, []))
    }
    columns.append(("target_class", .integers([])))
    if images != nil { columns.insert(("image", .texts([])), at: 0) }
    do throws(InputFileError) {
      let writer = try ParquetWriter(path: path, columns: columns)
      var first = 0
      // Some tiles make a group of rows.
      for start in stride(from: 0, to: tileRows.count, by: 64) {
        let tiles = start..<min(start + 64, tileRows.count)
        let rows = tileRows[tiles].reduce(0, +)
        var group: [ParquetWriter.Values] = []
        for place in 0...scores.count {
          var values: [Double] = []
          do throws(TensorFileError) {
            for tile in tiles { values += try column(place, of: tile) }
          } catch {
            throw .cannotWrite(path: path, reason: "\(error)")
          }
          let isClass = place == scores.count || scores[place].number == .classIndex
          group.append(Self.values(isClass, values))
        }
        if let images { group.insert(.texts(Array(images[first..<first + rows])), at: 0) }
        try writer.append(group)
        first += rows
      }
      try writer.close()
    } catch {
      throw .input(error)
    }
  }

  /// Values of a column, classes as whole numbers.
  private static func values(_ areClasses: Bool, _ values: [Double]) -> ParquetWriter.Values {
    areClasses
      ? .integers(values.map { $0.isNaN || $0 < 0 ? nil : Int64($0) }) : .reals(values)
  }

  /// Reads one column of one tile back.
  private func column(_ place: Int, of tile: Int) throws(TensorFileError) -> [Double] {
    let before = firstRows[tile]
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
      throw .cannotWrite(path: path, reason: error.systemReason)
    }
  }

  private func append(_ values: [Double], to block: inout Data) {
    unsafe values.withUnsafeBytes { bytes in unsafe block.append(contentsOf: bytes) }
  }
}
